using System.Numerics.Tensors;

namespace HipFaqBot.Search.Matching.Learning;

/// <summary>
/// Softmax regression with an L2 penalty, trained by L-BFGS (Nocedal 1980) from zero with a fixed number of steps. Weights are sums
/// of the examples' features, so all of it, inner products included, is worked out from the examples' similarities alone: one matrix
/// product for each step, however many features there are. Deterministic: one thread, a fixed order of sums.
/// </summary>
internal sealed class SoftmaxRegression
{
    /// <summary>More steps gain nothing on held-out questions; 12 lose a point.</summary>
    private const int Steps = 25;

    /// <summary>The weight of the examples against the penalty. 3 to 40 are within a point of each other.</summary>
    private const float Cost = 30;

    /// <summary>Pairs of steps and gradients that stand for the curvature.</summary>
    private const int Memory = 6;

    private const int MaxHalvings = 12;

    private readonly ReadOnlyMemory<float> _similarities;
    private readonly IReadOnlyList<int> _classes;
    private readonly int _classCount;
    private readonly int _columns;
    private readonly int _size;

    private SoftmaxRegression(ReadOnlyMemory<float> similarities, IReadOnlyList<int> classes, int classCount)
    {
        _similarities = similarities;
        _classes = classes;
        _classCount = classCount;
        _columns = MatrixProduct.Padded(classCount);
        _size = classes.Count * _columns;
    }

    /// <summary>Trains. A class's score for a text is the sum over the examples of coefficient times similarity.</summary>
    /// <param name="similarities">Each example with each, row-major.</param>
    /// <param name="classes">The class of each example, from 0.</param>
    /// <returns>For each example a row of coefficients, one for each class, padded to <see cref="MatrixProduct.Padded"/>.</returns>
    public static float[] Train(ReadOnlyMemory<float> similarities, IReadOnlyList<int> classes, int classCount, CancellationToken cancellationToken) =>
        new SoftmaxRegression(similarities, classes, classCount).Descend(cancellationToken);

    private float[] Descend(CancellationToken cancellationToken)
    {
        // Every array is of the same size, megabytes of it, so they are made once and change roles.
        var at = new Point(_size);
        var next = new Point(_size);
        var direction = new float[_size];
        var directionScores = new float[_size];
        var history = new List<Pair>();
        Measure(at);
        Multiply(at.Gradient, at.GradientScores);
        for (var step = 0; step < Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Turn(at, history, direction, directionScores);
            if (!Search(at, direction, directionScores, next))
            {
                break;
            }

            Multiply(next.Gradient, next.GradientScores);
            Remember(history, at, next);
            (at, next) = (next, at);
        }

        return at.Coefficients;
    }

    /// <summary>Writes the gradient times the estimated inverse curvature, and its scores (Nocedal's two loops).</summary>
    private static void Turn(Point at, List<Pair> history, float[] direction, float[] scores)
    {
        at.Gradient.CopyTo(direction, 0);
        at.GradientScores.CopyTo(scores, 0);
        var shares = new double[history.Count];
        for (var i = history.Count - 1; i >= 0; i--)
        {
            var pair = history[i];
            shares[i] = Dot(pair.StepScores, direction) / pair.Curvature;
            Add(direction, -shares[i], pair.Change);
            Add(scores, -shares[i], pair.ChangeScores);
        }

        var scale = history.Count > 0
            ? history[^1].Curvature / Dot(history[^1].Change, history[^1].ChangeScores)
            : 1 / Math.Sqrt(Math.Max(1e-12, Dot(at.Gradient, at.GradientScores)));
        TensorPrimitives.Multiply(direction, (float)scale, direction);
        TensorPrimitives.Multiply(scores, (float)scale, scores);
        for (var i = 0; i < history.Count; i++)
        {
            var pair = history[i];
            var back = shares[i] - (Dot(pair.ChangeScores, direction) / pair.Curvature);
            Add(direction, back, pair.Step);
            Add(scores, back, pair.StepScores);
        }
    }

    /// <summary>Goes the whole step, or its half, its quarter… until that lowers the loss enough (Armijo); false if none does.</summary>
    private bool Search(Point at, float[] direction, float[] directionScores, Point next)
    {
        var slope = Dot(at.GradientScores, direction);
        var length = 1.0;
        for (var halvings = 0; halvings < MaxHalvings; halvings++, length /= 2)
        {
            TensorPrimitives.MultiplyAdd(direction, (float)-length, at.Coefficients, next.Coefficients);
            TensorPrimitives.MultiplyAdd(directionScores, (float)-length, at.Scores, next.Scores);
            Measure(next);
            if (next.Loss <= at.Loss - (1e-4 * length * slope))
            {
                return true;
            }
        }

        return false;
    }

    private void Remember(List<Pair> history, Point at, Point next)
    {
        var pair = history.Count < Memory ? new Pair(_size) : history[0];
        history.Remove(pair);
        TensorPrimitives.Subtract(next.Coefficients, at.Coefficients, pair.Step);
        TensorPrimitives.Subtract(next.Scores, at.Scores, pair.StepScores);
        TensorPrimitives.Subtract(next.Gradient, at.Gradient, pair.Change);
        TensorPrimitives.Subtract(next.GradientScores, at.GradientScores, pair.ChangeScores);
        pair.Curvature = Dot(pair.StepScores, pair.Change);
        if (pair.Curvature > 1e-12)
        {
            history.Add(pair);
        }
    }

    /// <summary>Works out the loss and the gradient at a point.</summary>
    private void Measure(Point point)
    {
        const float penalty = 1 / Cost;
        var loss = 0.0;
        var shares = new float[_classCount];
        for (var i = 0; i < _classes.Count; i++)
        {
            var scores = point.Scores.AsSpan(i * _columns, _classCount);
            var highest = TensorPrimitives.Max<float>(scores);
            TensorPrimitives.Subtract(scores, highest, shares);
            TensorPrimitives.Exp<float>(shares, shares);
            var total = TensorPrimitives.Sum<float>(shares);
            loss += Math.Log(total) - (scores[_classes[i]] - highest);

            TensorPrimitives.Divide(shares, total, shares);
            shares[_classes[i]] -= 1;
            TensorPrimitives.MultiplyAdd(point.Coefficients.AsSpan(i * _columns, _classCount), penalty, shares, point.Gradient.AsSpan(i * _columns, _classCount));
        }

        point.Loss = loss + (penalty / 2 * Dot(point.Coefficients, point.Scores));
    }

    private void Multiply(float[] coefficients, float[] scores) =>
        MatrixProduct.Multiply(_similarities.Span, coefficients, scores, _classes.Count, _classes.Count, _columns);

    /// <summary>In double precision from block to block, for there are hundreds of thousands of numbers.</summary>
    private static double Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        const int block = 1024;
        var sum = 0.0;
        for (var at = 0; at < one.Length; at += block)
        {
            var size = Math.Min(block, one.Length - at);
            sum += TensorPrimitives.Dot(one.Slice(at, size), other.Slice(at, size));
        }

        return sum;
    }

    private static void Add(float[] to, double times, float[] what) => TensorPrimitives.MultiplyAdd(what, (float)times, to, to);

    /// <summary>Where the descent stands. "Scores" of something are the similarities times it.</summary>
    private sealed class Point(int size)
    {
        public float[] Coefficients { get; } = new float[size];

        public float[] Scores { get; } = new float[size];

        public float[] Gradient { get; } = new float[size];

        public float[] GradientScores { get; } = new float[size];

        public double Loss { get; set; }
    }

    /// <summary>A step and what it changed.</summary>
    private sealed class Pair(int size)
    {
        public float[] Step { get; } = new float[size];

        public float[] StepScores { get; } = new float[size];

        public float[] Change { get; } = new float[size];

        public float[] ChangeScores { get; } = new float[size];

        public double Curvature { get; set; }
    }
}
