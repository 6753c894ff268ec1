using System.Numerics.Tensors;

namespace HipFaqBot.Search.Encoding;

/// <summary>
/// The vectors of a list of texts, a row for each in their order, as 16-bit numbers: half the memory, and cosines move by less than
/// 0.001. A text that the encoder could not read has a row of zeros, whose cosine with anything is 0. Immutable.
/// </summary>
public sealed class PhrasingVectors
{
    private readonly Half[] _values;

    internal PhrasingVectors(int dimensions, Half[] values, string? notKept)
    {
        Dimensions = dimensions;
        _values = values;
        NotKept = notKept;
    }

    /// <summary>Numbers in a row; 0 when there is no encoder.</summary>
    public int Dimensions { get; }

    /// <summary>Why the next start will have to encode again, or null if it will not.</summary>
    public string? NotKept { get; }

    /// <summary>How many rows there are; 0 when there is no encoder.</summary>
    public int Count => Dimensions == 0 ? 0 : _values.Length / Dimensions;

    /// <summary>All rows, to be kept.</summary>
    internal ReadOnlySpan<Half> Values => _values;

    /// <summary>The cosine of a row with a vector of the same encoder, -1 to 1; 0 where either has none.</summary>
    public float Cosine(int row, ReadOnlySpan<float> vector)
    {
        if (vector.Length != Dimensions || Dimensions == 0)
        {
            return 0;
        }

        Span<float> own = stackalloc float[Dimensions];
        CopyTo(row, own);
        return TensorPrimitives.Dot<float>(own, vector);
    }

    /// <summary>The first so many numbers of each row.</summary>
    internal PhrasingVectors First(int dimensions)
    {
        if (dimensions == Dimensions)
        {
            return this;
        }

        var values = new Half[Count * dimensions];
        for (var row = 0; row < Count; row++)
        {
            _values.AsSpan(row * Dimensions, dimensions).CopyTo(values.AsSpan(row * dimensions));
        }

        return new PhrasingVectors(dimensions, values, NotKept);
    }

    /// <summary>A row as the encoder gave it, to 16 bits: empty where there is none, as of a text that it could not read.</summary>
    public float[] Row(int row)
    {
        var vector = new float[Dimensions];
        CopyTo(row, vector);
        return vector.AsSpan().ContainsAnyExcept(0f) ? vector : [];
    }

    /// <summary>Copies a row, <see cref="Dimensions"/> numbers.</summary>
    public void CopyTo(int row, Span<float> vector) => TensorPrimitives.ConvertToSingle(_values.AsSpan(row * Dimensions, Dimensions), vector);
}
