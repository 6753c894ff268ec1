using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace HipFaqBot.Search.Matching.Learning;

/// <summary>
/// A trained softmax regression in its direct form: a row of weights, one for each class, for each number of the encoder's vector and
/// each term. A question costs its own terms, however many phrasings taught it. Weights are rounded to 16 bits, which halves the file; in
/// memory they lie as they are multiplied, because to convert them took longer than all else that a question costs.
/// </summary>
internal sealed class LearnedWeights
{
    /// <summary>No class is less likely than this: beyond it the numbers tell nothing.</summary>
    public const float LeastLog = -12;

    private readonly float[] _weights;

    /// <param name="classes">How many classes there are.</param>
    /// <param name="dimensions">Numbers in the encoder's vector, whose rows come first.</param>
    /// <param name="weights">The rows.</param>
    public LearnedWeights(int classes, int dimensions, Half[] weights)
    {
        Classes = classes;
        Dimensions = dimensions;
        _weights = new float[weights.Length];
        TensorPrimitives.ConvertToSingle(weights, _weights);
    }

    private LearnedWeights(int classes, int dimensions, float[] weights)
    {
        Classes = classes;
        Dimensions = dimensions;
        _weights = weights;
    }

    /// <summary>Reads classes, dimensions and rows as they were kept, without the halves of all in memory.</summary>
    public static LearnedWeights Read(BinaryReader reader)
    {
        var (classes, dimensions) = (reader.ReadInt32(), reader.ReadInt32());
        var weights = new float[reader.ReadInt32()];
        var halves = new Half[Math.Min(weights.Length, 32 * 1024)];
        for (var at = 0; at < weights.Length; at += halves.Length)
        {
            var part = halves.AsSpan(0, Math.Min(halves.Length, weights.Length - at));
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(part));
            TensorPrimitives.ConvertToSingle(part, weights.AsSpan(at));
        }

        return new LearnedWeights(classes, dimensions, weights);
    }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>Numbers in the encoder's vector.</summary>
    public int Dimensions { get; }

    /// <summary>All rows, to be kept.</summary>
    public Half[] Values()
    {
        var halves = new Half[_weights.Length];
        TensorPrimitives.ConvertToHalf(_weights, halves);
        return halves;
    }

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

    private ReadOnlySpan<float> Row(int at) => _weights.AsSpan(at * Classes, Classes);
}
