using System.Numerics.Tensors;

namespace HipFaqBot.Search.Matching.Learning;

/// <summary>
/// Softmax regression with an L2 penalty, trained by L-BFGS (Nocedal 1980) from zero with a fixed number of steps. Weights are sums
/// of the examples' features, so all of it, inner products included, is worked out from the examples' similarities alone: one product with
/// them for each step, however many features there are. Deterministic: one thread, a fixed order of sums.
/// </summary>
internal sealed class SoftmaxRegression
{
    /// <summary>More steps gain nothing on held-out questions of 640 examples; 12 lose a point, 18 lose 0.2.</summary>
    private const int Steps = 25;

    /// <summary>
    /// With 9,000 examples the right answers rise from 18 steps to 23 and a little to 30 (docs/matching.md has the table), and after 18 five examples more or less
    /// move them by half a point. Each step costs half a second, so what is learned only to calibrate takes fewer.
    /// </summary>
    private const int ManyExamples = 4_000;
    private const int StepsForMany = 24;
    private const int RoughStepsForMany = 18;

    /// <summary>The weight of the examples against the penalty. 3 to 40 are within a point of each other.</summary>
    private const float Cost = 30;

    /// <summary>Pairs of steps and gradients that stand for the curvature.</summary>
    private const int Memory = 6;

    private const int MaxHalvings = 12;

    private readonly int _classCount;
    private readonly int _columns;

    // All are of the same size, megabytes of it, so they are made once, change roles and serve the next training as well.
    private readonly List<Pair> _pairs = [];
    private readonly float[] _direction;
    private readonly float[] _directionScores;
    private Point _at;
    private Point _next;

    private Similarities? _similarities;
    private IReadOnlyList<int> _classes = [];
    private int _size;
    private bool _isRough;

    /// <param name="mostExamples">No training has more.</param>
    public SoftmaxRegression(int mostExamples, int classCount)
    {
        _classCount = classCount;
        _columns = MatrixProduct.Padded(classCount);
        var most = mostExamples * _columns;
        _direction = new float[most];
        _directionScores = new float[most];
        _at = new Point(most);
        _next = new Point(most);
    }

    /// <summary>Trains. A class's score for a text is the sum over the examples of coefficient times similarity.</summary>
    /// <param name="similarities">Those of the examples.</param>
    /// <param name="classes">The class of each example, from 0.</param>
    /// <param name="isRough">Whether to save time where there are many examples: good enough to be calibrated on, not to answer with.</param>
    /// <returns>
    /// For each example a row of coefficients, one for each class, padded to <see cref="MatrixProduct.Padded"/>; good until the next training.
    /// </returns>
    public float[] Train(Similarities similarities, IReadOnlyList<int> classes, bool isRough, CancellationToken cancellationToken)
    {
        _isRough = isRough;
        _similarities = similarities;
        _classes = classes;
        _size = classes.Count * _columns;
        foreach (var values in new[] { _at.Coefficients, _at.Scores, _at.Gradient, _next.Gradient })
        {
            Array.Clear(values);
        }

        return Descend(cancellationToken);
    }

    /// <summary>Trains once.</summary>
    public static float[] Train(Similarities similarities, IReadOnlyList<int> classes, int classCount, CancellationToken cancellationToken) =>
        new SoftmaxRegression(classes.Count, classCount).Train(similarities, classes, isRough: false, cancellationToken);

    private float[] Descend(CancellationToken cancellationToken)
    {
        var history = new List<Pair>();
        Measure(_at);
        Multiply(_at.Gradient, _at.GradientScores);
        var steps = _classes.Count <= ManyExamples ? Steps : _isRough ? RoughStepsForMany : StepsForMany;
        for (var step = 0; step < steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Turn(history);
            if (!Search())
            {
                break;
            }

            Multiply(_next.Gradient, _next.GradientScores);
            Remember(history);
            (_at, _next) = (_next, _at);
        }

        return _at.Coefficients;
    }

    /// <summary>Writes the gradient times the estimated inverse curvature, and its scores (Nocedal's two loops).</summary>
    private void Turn(List<Pair> history)
    {
        var (direction, scores) = (_direction, _directionScores);
        Used(_at.Gradient).CopyTo(direction);
        Used(_at.GradientScores).CopyTo(scores);
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
            : 1 / Math.Sqrt(Math.Max(1e-12, Dot(_at.Gradient, _at.GradientScores)));
        TensorPrimitives.Multiply(Used(direction), (float)scale, Used(direction));
        TensorPrimitives.Multiply(Used(scores), (float)scale, Used(scores));
        for (var i = 0; i < history.Count; i++)
        {
            var pair = history[i];
            var back = shares[i] - (Dot(pair.ChangeScores, direction) / pair.Curvature);
            Add(direction, back, pair.Step);
            Add(scores, back, pair.StepScores);
        }
    }

    /// <summary>Goes the whole step, or its half, its quarter… until that lowers the loss enough (Armijo); false if none does.</summary>
    private bool Search()
    {
        var slope = Dot(_at.GradientScores, _direction);
        var length = 1.0;
        for (var halvings = 0; halvings < MaxHalvings; halvings++, length /= 2)
        {
            TensorPrimitives.MultiplyAdd(Used(_direction), (float)-length, Used(_at.Coefficients), Used(_next.Coefficients));
            TensorPrimitives.MultiplyAdd(Used(_directionScores), (float)-length, Used(_at.Scores), Used(_next.Scores));
            Measure(_next);
            if (_next.Loss <= _at.Loss - (1e-4 * length * slope))
            {
                return true;
            }
        }

        return false;
    }

    private void Remember(List<Pair> history)
    {
        var pair = history.Count < Memory ? Free(history) : history[0];
        history.Remove(pair);
        TensorPrimitives.Subtract(Used(_next.Coefficients), Used(_at.Coefficients), Used(pair.Step));
        TensorPrimitives.Subtract(Used(_next.Scores), Used(_at.Scores), Used(pair.StepScores));
        TensorPrimitives.Subtract(Used(_next.Gradient), Used(_at.Gradient), Used(pair.Change));
        TensorPrimitives.Subtract(Used(_next.GradientScores), Used(_at.GradientScores), Used(pair.ChangeScores));
        pair.Curvature = Dot(pair.StepScores, pair.Change);
        if (pair.Curvature > 1e-12)
        {
            history.Add(pair);
        }
    }

    /// <summary>A pair that the history does not hold.</summary>
    private Pair Free(List<Pair> history)
    {
        if (_pairs.Find(pair => !history.Contains(pair)) is { } free)
        {
            return free;
        }

        _pairs.Add(new Pair(_direction.Length));
        return _pairs[^1];
    }

    /// <summary>What the present training uses of an array.</summary>
    private Span<float> Used(float[] values) => values.AsSpan(0, _size);

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
        _similarities!.Multiply(coefficients, scores, _columns);

    /// <summary>In double precision from block to block, for there are hundreds of thousands of numbers.</summary>
    private double Dot(float[] one, float[] other)
    {
        const int block = 1024;
        var sum = 0.0;
        for (var at = 0; at < _size; at += block)
        {
            var size = Math.Min(block, _size - at);
            sum += TensorPrimitives.Dot<float>(one.AsSpan(at, size), other.AsSpan(at, size));
        }

        return sum;
    }

    private void Add(float[] to, double times, float[] what) => TensorPrimitives.MultiplyAdd(Used(what), (float)times, Used(to), Used(to));

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
