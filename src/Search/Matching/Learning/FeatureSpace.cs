using System.Buffers;
using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Matching.Learning;

/// <summary>
/// The terms that the phrasings use, each with a weight that falls with the number of phrasings that have it ("hip" and "pain" tell
/// next to nothing), and the way from a text to its features in them. What no phrasing uses is left out.
/// </summary>
internal sealed class FeatureSpace
{
    /// <summary>Shares of the words and of the pieces beside the encoder's 1, as factors of values: squared they are weights of cosines.</summary>
    private const float WordShare = 0.7f;
    private const float PieceShare = 0.7f;

    private readonly int[] _rows = new int[TermHashes.Buckets];
    private readonly int[] _buckets;
    private readonly float[] _weights;

    /// <param name="buckets">The bucket of each row, rising.</param>
    /// <param name="weights">The weight of each row.</param>
    public FeatureSpace(int[] buckets, float[] weights)
    {
        _buckets = buckets;
        _weights = weights;
        Array.Fill(_rows, -1);
        for (var row = 0; row < buckets.Length; row++)
        {
            _rows[buckets[row]] = row;
        }
    }

    /// <summary>How many terms there are.</summary>
    public int Count => _weights.Length;

    /// <summary>The bucket of each row, to be kept.</summary>
    public ReadOnlySpan<int> Buckets => _buckets;

    /// <summary>The weight of each row, to be kept.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>Counts the terms of texts.</summary>
    public static FeatureSpace Of(IReadOnlyList<QuestionText> texts)
    {
        var uses = new int[TermHashes.Buckets];
        var terms = new int[TermHashes.MaxTerms];
        foreach (var text in texts)
        {
            Count(terms.AsSpan(0, TermHashes.Words(text.Words, terms)));
            Count(terms.AsSpan(0, TermHashes.Pieces(text.Plain, terms)));
        }

        var buckets = Enumerable.Range(0, uses.Length).Where(bucket => uses[bucket] > 0).ToArray();
        return new FeatureSpace(buckets, [.. buckets.Select(bucket => 1 + MathF.Log((1f + texts.Count) / (1 + uses[bucket])))]);

        void Count(Span<int> some)
        {
            some.Sort();
            for (var i = 0; i < some.Length; i++)
            {
                uses[some[i]] += i == 0 || some[i] != some[i - 1] ? 1 : 0;
            }
        }
    }

    /// <summary>The features of a text.</summary>
    /// <param name="vector">The encoder's vector of the text; empty for none.</param>
    public TextFeatures Features(QuestionText text, float[] vector)
    {
        var terms = ArrayPool<int>.Shared.Rent(TermHashes.MaxTerms);
        var rows = ArrayPool<int>.Shared.Rent(2 * TermHashes.MaxTerms);
        var values = ArrayPool<float>.Shared.Rent(2 * TermHashes.MaxTerms);
        try
        {
            var words = Weigh(terms.AsSpan(0, TermHashes.Words(text.Words, terms.AsSpan(0, TermHashes.MaxTerms))), WordShare, rows, values);
            var all = words + Weigh(terms.AsSpan(0, TermHashes.Pieces(text.Plain, terms.AsSpan(0, TermHashes.MaxTerms))), PieceShare, rows.AsSpan(words), values.AsSpan(words));
            return new TextFeatures(vector, rows[..all], values[..all]);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(terms);
            ArrayPool<int>.Shared.Return(rows);
            ArrayPool<float>.Shared.Return(values);
        }
    }

    /// <summary>Writes each different term once, with (1 + log times) · weight, the whole of length <paramref name="share"/>; returns how many.</summary>
    private int Weigh(Span<int> terms, float share, Span<int> rows, Span<float> values)
    {
        terms.Sort();
        var count = 0;
        for (int start = 0, end; start < terms.Length; start = end)
        {
            for (end = start + 1; end < terms.Length && terms[end] == terms[start]; end++)
            {
            }

            if (_rows[terms[start]] is var row && row >= 0)
            {
                rows[count] = row;
                values[count++] = _weights[row] * (1 + MathF.Log(end - start));
            }
        }

        var length = Floats.Norm(values[..count]);
        if (length > 0)
        {
            Floats.Multiply(values[..count], share / length);
        }

        return count;
    }
}
