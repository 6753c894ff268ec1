using System.Numerics.Tensors;

namespace HipFaqBot.Search.Matching.Learning;

/// <summary>How alike texts are, each with each: the sum of their cosines, weighted as <see cref="TextFeatures"/> are.</summary>
internal static class Similarities
{
    /// <summary>The symmetric matrix, row-major.</summary>
    /// <param name="terms">How many terms there are.</param>
    public static float[] Of(IReadOnlyList<TextFeatures> texts, int terms)
    {
        var count = texts.Count;
        var matrix = new float[count * count];

        // Texts by term, so that only those are met that share one.
        var having = new List<(int Text, float Value)>[terms];
        for (var i = 0; i < count; i++)
        {
            var row = matrix.AsSpan(i * count, count);
            var text = texts[i];
            for (var t = 0; t < text.Terms.Length; t++)
            {
                var others = having[text.Terms[t]] ??= [];
                others.Add((i, text.Values[t]));
                foreach (var (other, value) in others)
                {
                    row[other] += value * text.Values[t];
                }
            }

            for (var other = 0; other <= i && text.Vector.Length > 0; other++)
            {
                if (texts[other].Vector.Length > 0)
                {
                    row[other] += TensorPrimitives.Dot<float>(text.Vector, texts[other].Vector);
                }
            }

            for (var other = 0; other < i; other++)
            {
                matrix[(other * count) + i] = row[other];
            }
        }

        return matrix;
    }

    /// <summary>Writes the part of a square matrix with these rows and columns.</summary>
    public static void Part(float[] matrix, int size, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, Span<float> part)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var from = matrix.AsSpan(rows[i] * size, size);
            var to = part.Slice(i * columns.Length, columns.Length);
            for (var j = 0; j < columns.Length; j++)
            {
                to[j] = from[columns[j]];
            }
        }
    }
}
