using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HipFaqBot.Search.Matching.Learning;

/// <summary>
/// How alike texts are, each with each: the sum of their cosines, weighted as <see cref="TextFeatures"/> are. The matrix is never
/// written down, for it grows with the square of the texts (340 MB for 9,200): it is the features times themselves, and so is all
/// that is done with it. For so many texts that is a third of the work as well.
/// </summary>
internal sealed class Similarities
{
    private readonly int _dimensions;
    private readonly float[] _vectors;
    private readonly float[] _transposed;

    // The terms of all texts one after the other, text i's from _starts[i]; only such as two texts have, numbered anew.
    private readonly int[] _starts;
    private readonly int[] _terms;
    private readonly float[] _values;

    // A term that one text alone has makes it more like itself, and nothing else.
    private readonly float[] _own;

    // One register of columns at a time: what lies in every term then fits the nearer caches.
    private readonly float[] _sums;
    private float[] _projected = [];

    /// <param name="terms">How many terms there are.</param>
    public Similarities(IReadOnlyList<TextFeatures> texts, int terms)
    {
        Count = texts.Count;
        _dimensions = texts.Max(text => text.Vector.Length);
        _vectors = new float[Count * _dimensions];
        _transposed = new float[Count * _dimensions];
        for (var i = 0; i < Count; i++)
        {
            texts[i].Vector.CopyTo(_vectors, i * _dimensions);
            for (var d = 0; d < texts[i].Vector.Length; d++)
            {
                _transposed[(d * Count) + i] = texts[i].Vector[d];
            }
        }

        var (numbers, shared) = Shared(texts, terms);
        _starts = new int[Count + 1];
        _own = new float[Count];
        List<int> rows = [];
        List<float> values = [];
        for (var i = 0; i < Count; i++)
        {
            for (var t = 0; t < texts[i].Terms.Length; t++)
            {
                var (number, value) = (numbers[texts[i].Terms[t]], texts[i].Values[t]);
                if (number < 0)
                {
                    _own[i] += value * value;
                    continue;
                }

                rows.Add(number);
                values.Add(value);
            }

            _starts[i + 1] = rows.Count;
        }

        (_terms, _values, _sums) = ([.. rows], [.. values], new float[shared * MatrixProduct.Lane]);
    }

    /// <summary>How many texts there are.</summary>
    public int Count { get; }

    /// <summary>Writes the similarities (texts × texts) times <paramref name="right"/> (texts × columns) to <paramref name="product"/>. For one thread.</summary>
    /// <param name="columns">A multiple of <see cref="MatrixProduct.Lane"/>.</param>
    public void Multiply(ReadOnlySpan<float> right, Span<float> product, int columns)
    {
        product[..(Count * columns)].Clear();
        if (_dimensions > 0)
        {
            _projected = _projected.Length == _dimensions * columns ? _projected : new float[_dimensions * columns];
            MatrixProduct.Multiply(_transposed, right, _projected, _dimensions, Count, columns);
            MatrixProduct.Multiply(_vectors, _projected, product, Count, _dimensions, columns);
        }

        for (var column = 0; column < columns; column += MatrixProduct.Lane)
        {
            AddTerms(right, product, columns, column);
        }
    }

    /// <summary>The terms' part for one register of columns: from the texts to their terms, and back to the texts.</summary>
    private void AddTerms(ReadOnlySpan<float> right, Span<float> product, int columns, int column)
    {
        Array.Clear(_sums);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        for (var i = 0; i < Count; i++)
        {
            var given = Vector512.Create<float>(right[((i * columns) + column)..]);
            for (var t = _starts[i]; t < _starts[i + 1]; t++)
            {
                var at = (nuint)(_terms[t] * MatrixProduct.Lane);
                Vector512.FusedMultiplyAdd(Vector512.Create(_values[t]), given, Vector512.LoadUnsafe(ref sums, at)).StoreUnsafe(ref sums, at);
            }
        }

        for (var i = 0; i < Count; i++)
        {
            var at = (i * columns) + column;
            var got = Vector512.FusedMultiplyAdd(Vector512.Create(_own[i]), Vector512.Create<float>(right[at..]), Vector512.Create<float>(product[at..]));
            for (var t = _starts[i]; t < _starts[i + 1]; t++)
            {
                got = Vector512.FusedMultiplyAdd(Vector512.Create(_values[t]), Vector512.LoadUnsafe(ref sums, (nuint)(_terms[t] * MatrixProduct.Lane)), got);
            }

            got.CopyTo(product[at..]);
        }
    }

    /// <summary>A number for each term that two texts or more have, -1 for the others; and how many have one.</summary>
    private static (int[] Numbers, int Count) Shared(IReadOnlyList<TextFeatures> texts, int terms)
    {
        var uses = new int[terms];
        foreach (var term in texts.SelectMany(text => text.Terms))
        {
            uses[term]++;
        }

        var count = 0;
        return ([.. uses.Select(used => used > 1 ? count++ : -1)], count);
    }
}
