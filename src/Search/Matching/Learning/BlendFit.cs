using System.Numerics.Tensors;

namespace HipFaqBot.Search.Matching.Learning;

/// <summary>What was made of a held-out phrasing: a number for each entry from each side.</summary>
/// <param name="Learned">Logarithms that the regression gives.</param>
/// <param name="Discriminant">Scores of the discriminant; none without an encoder.</param>
/// <param name="Lexical">Lucene's shares.</param>
/// <param name="Nearest">Cosines with the nearest phrasing.</param>
/// <param name="Right">The right entry's place.</param>
internal readonly record struct Opinions(float[] Learned, float[] Discriminant, float[] Lexical, float[] Nearest, int Right)
{
    /// <summary>The numbers of one side.</summary>
    public float[] this[int side] => side switch { 0 => Learned, 1 => Discriminant, 2 => Lexical, _ => Nearest };
}

/// <summary>
/// How much each side counts, learned from held-out phrasings: stacking (Wolpert 1992) by the conditional logit (McFadden 1974), whose
/// likeliest weights are found by Fisher scoring. How much Lucene's share tells differs by a factor of ten between knowledge bases. The
/// logarithm of each weight is pulled to that of the usual one, so a weight is never negative, and few phrasings change little.
/// </summary>
internal static class BlendFit
{
    private const int Sides = 4;
    private const int MaxSteps = 30;
    private const double UsualDiscriminant = 0.02;

    /// <summary>A weight e times the usual one costs half of this, in logarithms of the likelihood.</summary>
    private const double Penalty = 1;

    /// <summary>The share of the discriminant and the blend, as multiples of the learned logarithm.</summary>
    /// <param name="entries">How many entries there are.</param>
    /// <param name="usual">The blend where nothing speaks for another.</param>
    public static (float Discriminant, EvidenceBlend Blend) Of(IReadOnlyList<Opinions> questions, int entries, EvidenceBlend usual)
    {
        double[] start = [1, UsualDiscriminant, usual.Lexical, usual.Nearest];
        var weights = start;
        var (loss, gradient, curvature) = Measure(questions, entries, weights, start);
        for (var step = 0; step < MaxSteps; step++)
        {
            var change = new Cholesky(curvature).Solve(gradient);
            var (at, length) = (weights, 1.0);
            (double Loss, double[] Gradient, double[][] Curvature) next;
            do
            {
                weights = [.. at.Select((weight, side) => weight * Math.Exp(-length * Math.Clamp(change[side], -1, 1)))];
                next = Measure(questions, entries, weights, start);
                length /= 2;
            }
            while (next.Loss > loss && length > 1e-3);

            if (next.Loss > loss - 1e-6)
            {
                weights = at;
                break;
            }

            (loss, gradient, curvature) = next;
        }

        return ((float)(weights[1] / weights[0]), new EvidenceBlend((float)(weights[2] / weights[0]), (float)(weights[3] / weights[0])));
    }

    /// <summary>The loss, its gradient and its expected curvature in the logarithms of the weights.</summary>
    private static (double Loss, double[] Gradient, double[][] Curvature) Measure(IReadOnlyList<Opinions> questions, int entries, double[] weights, double[] start)
    {
        var loss = 0.0;
        var gradient = new double[Sides];
        double[][] curvature = [.. Enumerable.Range(0, Sides).Select(side => new double[side + 1])];
        var shares = new float[entries];
        var products = new float[entries];
        Span<double> means = stackalloc double[Sides];
        foreach (var question in questions)
        {
            Array.Clear(shares);
            for (var side = 0; side < Sides; side++)
            {
                TensorPrimitives.MultiplyAdd(question[side].AsSpan(0, entries), (float)weights[side], shares, shares);
            }

            TensorPrimitives.SoftMax<float>(shares, shares);
            loss -= Math.Log(Math.Max(1e-30, shares[question.Right]));
            for (var side = 0; side < Sides; side++)
            {
                var values = question[side].AsSpan(0, entries);
                means[side] = TensorPrimitives.Dot<float>(shares, values);
                gradient[side] += weights[side] * (means[side] - values[question.Right]);
                TensorPrimitives.Multiply(shares, values, products);
                for (var other = 0; other <= side; other++)
                {
                    var both = TensorPrimitives.Dot<float>(products, question[other].AsSpan(0, entries));
                    curvature[side][other] += weights[side] * weights[other] * (both - (means[side] * means[other]));
                }
            }
        }

        for (var side = 0; side < Sides; side++)
        {
            var far = Math.Log(weights[side] / start[side]);
            loss += Penalty / 2 * far * far;
            gradient[side] += Penalty * far;
            curvature[side][side] += Penalty;
        }

        return (loss, gradient, curvature);
    }
}
