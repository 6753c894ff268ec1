using System.Numerics.Tensors;

namespace HipFaqBot.Search.Matching.Learning;

/// <summary>
/// A trained softmax regression in its direct form: a row of weights, one for each class, for each number of the encoder's vector and
/// each term. A question costs its own terms, however many phrasings taught it. Weights are rounded to 16 bits, which halves the file; a
/// row is kept as it is multiplied once a question has asked for it, because to convert them each time took longer than all else that a question costs.
/// </summary>
internal sealed class LearnedWeights
{
    /// <summary>No class is less likely than this: beyond it the numbers tell nothing.</summary>
    public const float LeastLog = -12;

    private readonly Half[] _weights;

    /// <summary>The rows that were asked for: most terms of the knowledge never are, and a start does not wait for them.</summary>
    private readonly float[]?[] _rows;

    /// <param name="classes">How many classes there are.</param>
    /// <param name="dimensions">Numbers in the encoder's vector, whose rows come first.</param>
    /// <param name="weights">The rows.</param>
    public LearnedWeights(int classes, int dimensions, Half[] weights)
    {
        Classes = classes;
        Dimensions = dimensions;
        _weights = weights;
        _rows = new float[classes == 0 ? 0 : weights.Length / classes][];
    }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>Numbers in the encoder's vector.</summary>
    public int Dimensions { get; }

    /// <summary>All rows, to be kept.</summary>
    public ReadOnlySpan<Half> Values => _weights;

    /// <summary>The weights of a trained regression.</summary>
    /// <param name="examples">What it learned from.</param>
    /// <param name="coefficients">What <see cref="SoftmaxRegression"/> found for them.</param>
    /// <param name="terms">How many terms there are.</param>
    public static LearnedWeights Of(IReadOnlyList<TextFeatures> examples, float[] coefficients, int classes, int terms)
    {
        var columns = MatrixProduct.Padded(classes);
        var dimensions = examples.Max(example => example.Vector.Length);
        var weights = new float[(dimensions + terms) * classes];
        for (var i = 0; i < examples.Count; i++)
        {
            var own = coefficients.AsSpan(i * columns, classes);
            var example = examples[i];
            for (var d = 0; d < example.Vector.Length; d++)
            {
                Add(own, example.Vector[d], weights.AsSpan(d * classes, classes));
            }

            for (var t = 0; t < example.Terms.Length; t++)
            {
                Add(own, example.Values[t], weights.AsSpan((dimensions + example.Terms[t]) * classes, classes));
            }
        }

        var halves = new Half[weights.Length];
        TensorPrimitives.ConvertToHalf(weights, halves);
        return new LearnedWeights(classes, dimensions, halves);
    }

    /// <summary>Writes the logarithm of each class's probability.</summary>
    public void LogProbabilities(TextFeatures text, Span<float> logs)
    {
        logs.Clear();
        for (var d = 0; d < text.Vector.Length && d < Dimensions; d++)
        {
            Add(Row(d), text.Vector[d], logs);
        }

        for (var t = 0; t < text.Terms.Length; t++)
        {
            Add(Row(Dimensions + text.Terms[t]), text.Values[t], logs);
        }

        Floats.LogSoftMax(logs, LeastLog);
    }

    private static void Add(ReadOnlySpan<float> what, float times, Span<float> to) => Floats.MultiplyAdd(what, times, to);

    private float[] Row(int at)
    {
        // Two threads may convert the same row: both get the same numbers.
        if (_rows[at] is not { } row)
        {
            row = new float[Classes];
            TensorPrimitives.ConvertToSingle(_weights.AsSpan(at * Classes, Classes), row);
            Volatile.Write(ref _rows[at], row);
        }

        return row;
    }
}
