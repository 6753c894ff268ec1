using System.Numerics.Tensors;
using HipFaqBot.Search.Encoding;

namespace HipFaqBot.Search.Matching.Learning;

/// <summary>Vectors of the phrasings and where each belongs, to find the nearest one of an entry.</summary>
/// <param name="Vectors">A row for each phrasing and decoy.</param>
/// <param name="Starts">The first row of each entry, then that of the decoys, then the number of rows.</param>
internal sealed record NearestPhrasings(PhrasingVectors Vectors, int[] Starts)
{
    /// <summary>The vectors as they are multiplied: to convert them for each question would take longer than all else.</summary>
    private readonly float[] _rows = Rows(Vectors);

    /// <summary>Where the texts of the places, and of all decoys as one, begin.</summary>
    public static NearestPhrasings Of(Phrasings phrasings, PhrasingVectors vectors)
    {
        var starts = new int[phrasings.Entries + 2];
        foreach (var place in phrasings.Places)
        {
            starts[Math.Min(place, phrasings.Entries) + 1]++;
        }

        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        return new NearestPhrasings(vectors, starts);
    }

    /// <summary>How many phrasings an entry has, on the average.</summary>
    public double PerEntry => Starts[^2] / (double)(Starts.Length - 2);

    /// <summary>The highest cosine with any of the entry's phrasings; 0 without an encoder.</summary>
    /// <param name="entry">The entry's place; the number of entries for the decoys.</param>
    /// <param name="vector">Of a wide one the first numbers count, which are the usual vector.</param>
    /// <param name="leftOut">Rows that do not count, or null.</param>
    public float Cosine(int entry, ReadOnlySpan<float> vector, bool[]? leftOut = null)
    {
        var best = 0f;
        vector = vector[..Math.Min(vector.Length, Vectors.Dimensions)];
        for (var row = Starts[entry]; row < Starts[entry + 1] && vector.Length > 0; row++)
        {
            if (leftOut is null || !leftOut[row])
            {
                best = Math.Max(best, Floats.Dot(vector, _rows.AsSpan(row * vector.Length, vector.Length)));
            }
        }

        return best;
    }

    private static float[] Rows(PhrasingVectors vectors)
    {
        var rows = new float[vectors.Values.Length];
        TensorPrimitives.ConvertToSingle(vectors.Values, rows);
        return rows;
    }
}
