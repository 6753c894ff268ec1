using System.Numerics.Tensors;

namespace HipFaqBot.Search.Matching.Learning;

/// <summary>
/// Linear discriminant analysis (Fisher 1936; Rao 1948) on the encoder's vectors: how near a text is to the middle of each class, where
/// a direction in which the phrasings of one class differ anyway counts less. With ten phrasings to a class and 512 numbers the
/// covariance within classes is known badly, so it is shrunk towards that of a ball (Friedman 1989). It sees another side of the few
/// phrasings than <see cref="SoftmaxRegression"/>.
/// </summary>
/// <param name="Weights">A row for each number of the vector, one weight for each class.</param>
/// <param name="Bias">What is added to each class's score.</param>
/// <param name="Untaught">Classes without examples.</param>
internal sealed record LinearDiscriminant(float[] Weights, float[] Bias, int[] Untaught)
{
    /// <summary>The ball's share of the covariance. From 0.3 to 0.8 little changes.</summary>
    private const double Shrinkage = 0.5;

    /// <summary>A tenth of what ten phrasings of one class vary by in each of 512 directions: where entries have but one phrasing, nothing is known of it.</summary>
    private const double LeastVariance = 1e-4;

    /// <summary>The discriminant of examples; null where they have no vectors.</summary>
    /// <param name="classOf">The class of each example.</param>
    /// <param name="entries">Classes before this one are of one meaning each, and the covariance is theirs.</param>
    /// <param name="dimensions">So many of a vector's first numbers count.</param>
    public static LinearDiscriminant? Of(IReadOnlyList<TextFeatures> examples, IReadOnlyList<int> classOf, int classes, int entries, int dimensions)
    {
        int[] rows = [.. Enumerable.Range(0, examples.Count).Where(row => dimensions > 0 && examples[row].Vector.Length >= dimensions)];
        if (rows.Length == 0)
        {
            return null;
        }

        var means = Means(examples, classOf, rows, classes, dimensions);
        var covariance = new Cholesky(Covariance(examples, classOf, [.. rows.Where(row => classOf[row] < entries)], means, dimensions));
        var weights = new float[dimensions * classes];
        var bias = new float[classes];
        for (var own = 0; own < classes; own++)
        {
            var mean = means[own];
            var direction = covariance.Solve(Array.ConvertAll(mean, value => (double)value));
            for (var d = 0; d < dimensions; d++)
            {
                weights[(d * classes) + own] = (float)direction[d];
                bias[own] -= 0.5f * mean[d] * (float)direction[d];
            }
        }

        return new LinearDiscriminant(weights, bias, [.. Enumerable.Range(0, classes).Except(rows.Select(row => classOf[row]))]);
    }

    /// <summary>Each class's score for a text; a class that was not taught is as far as the farthest. Zeros for a text without a vector.</summary>
    public float[] Scores(ReadOnlySpan<float> vector)
    {
        var scores = new float[Bias.Length];
        if (vector.IsEmpty)
        {
            return scores;
        }

        Bias.CopyTo(scores, 0);
        for (var d = 0; d < Weights.Length / Bias.Length; d++)
        {
            TensorPrimitives.MultiplyAdd(Weights.AsSpan(d * Bias.Length, Bias.Length), vector[d], scores, scores);
        }

        var least = TensorPrimitives.Min<float>(scores);
        foreach (var untaught in Untaught)
        {
            scores[untaught] = least;
        }

        return scores;
    }

    /// <summary>
    /// Lowers the logarithm of each class by so much of what it lies farther than the nearest one. So where both agree all stays as it
    /// was: to raise the nearest instead would make strangers look known, who lie far from all classes, and much farther from some.
    /// </summary>
    /// <param name="scores">Those of <see cref="Scores"/>.</param>
    public static void Lower(Span<float> logs, ReadOnlySpan<float> scores, float share)
    {
        var most = TensorPrimitives.Max(scores);
        for (var i = 0; i < logs.Length; i++)
        {
            logs[i] = Math.Max(LearnedWeights.LeastLog, logs[i] - (share * (most - scores[i])));
        }
    }

    /// <summary>The same with all scores so many times as large, and weights rounded to 16 bits, as they are kept.</summary>
    public LinearDiscriminant Times(float times)
    {
        var weights = new float[Weights.Length];
        TensorPrimitives.Multiply(Weights, times, weights);
        var halves = new Half[weights.Length];
        TensorPrimitives.ConvertToHalf(weights, halves);
        TensorPrimitives.ConvertToSingle(halves, weights);
        return this with { Weights = weights, Bias = Array.ConvertAll(Bias, value => times * value) };
    }

    /// <summary>The mean vector of each class; of one without examples, that of all: nothing is known of it.</summary>
    private static float[][] Means(IReadOnlyList<TextFeatures> examples, IReadOnlyList<int> classOf, int[] rows, int classes, int dimensions)
    {
        var means = new float[classes][];
        Array.Fill(means, Mean(rows));
        foreach (var own in rows.GroupBy(row => classOf[row]))
        {
            means[own.Key] = Mean([.. own]);
        }

        return means;

        float[] Mean(int[] some)
        {
            var mean = new float[dimensions];
            foreach (var row in some)
            {
                TensorPrimitives.Add(mean, examples[row].Vector.AsSpan(0, dimensions), mean);
            }

            TensorPrimitives.Divide(mean, some.Length, mean);
            return mean;
        }
    }

    /// <summary>The shrunk covariance within classes.</summary>
    private static double[][] Covariance(IReadOnlyList<TextFeatures> examples, IReadOnlyList<int> classOf, int[] rows, float[][] means, int dimensions)
    {
        var columns = MatrixProduct.Padded(dimensions);
        var differences = new float[rows.Length * columns];
        var transposed = new float[dimensions * rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var difference = differences.AsSpan(i * columns, dimensions);
            TensorPrimitives.Subtract(examples[rows[i]].Vector.AsSpan(0, dimensions), means[classOf[rows[i]]], difference);
            for (var d = 0; d < dimensions; d++)
            {
                transposed[(d * rows.Length) + i] = difference[d];
            }
        }

        var products = new float[dimensions * columns];
        MatrixProduct.Multiply(transposed, differences, products, dimensions, rows.Length, columns);
        var ball = Math.Max(LeastVariance, TensorPrimitives.SumOfSquares<float>(differences) / dimensions / rows.Length);
        return [.. Enumerable.Range(0, dimensions).Select(i => Enumerable.Range(0, i + 1)
            .Select(j => ((1 - Shrinkage) * products[(i * columns) + j] / rows.Length) + (i == j ? Shrinkage * ball : 0))
            .ToArray())];
    }
}
