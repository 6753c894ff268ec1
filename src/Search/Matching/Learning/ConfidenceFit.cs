namespace HipFaqBot.Search.Matching.Learning;

/// <summary>A question whose right entry is known.</summary>
/// <param name="Evidence">What speaks for each entry.</param>
/// <param name="Right">The right entry's place; -1 where none answers.</param>
internal readonly record struct Judged(Evidence Evidence, int Right);

/// <summary>
/// Finds the likeliest <see cref="ConfidenceModel"/> for judged questions by Newton's method: seven numbers, a few milliseconds, always
/// the same ones. What is out of scope weighs as a quarter of all, however many examples of it there are.
/// </summary>
internal static class ConfidenceFit
{
    private const int Numbers = 1 + Stranger.Count;
    private const int MaxSteps = 40;
    private const double OutShare = 0.25;

    /// <summary>Pulls the numbers towards 0, as so many questions against all would: keeps them finite where everything is told apart.</summary>
    private const double Penalty = 1e-3;

    /// <summary>The likeliest model.</summary>
    public static ConfidenceModel Of(IReadOnlyList<Judged> questions)
    {
        var outside = questions.Count(question => question.Right < 0);
        var inside = questions.Count - outside;
        var outWeight = outside == 0 || inside == 0 ? 1 : inside * OutShare / (1 - OutShare) / outside;
        var model = new ConfidenceModel(1, [0, 1, 0, 0, 0, 0]);
        var loss = Loss(questions, model, outWeight);
        for (var step = 0; step < MaxSteps; step++)
        {
            var change = Step(questions, model, outWeight);
            var length = 1.0;
            var next = Moved(model, change, length);
            double nextLoss;
            while ((nextLoss = Loss(questions, next, outWeight)) > loss && length > 1e-3)
            {
                length /= 2;
                next = Moved(model, change, length);
            }

            if (nextLoss > loss - 1e-9)
            {
                break;
            }

            (model, loss) = (next, nextLoss);
        }

        return model;
    }

    private static ConfidenceModel Moved(ConfidenceModel model, double[] change, double length) =>
        new(model.Sharpness - (length * change[0]), [.. model.None.Select((weight, i) => weight - (length * change[i + 1]))]);

    private static double Loss(IReadOnlyList<Judged> questions, ConfidenceModel model, double outWeight)
    {
        var loss = 0.0;
        foreach (var question in questions)
        {
            var probabilities = new double[question.Evidence.Entries.Length];
            var none = model.Probabilities(question.Evidence, probabilities);
            loss -= (question.Right < 0 ? outWeight : 1) * Math.Log(Math.Max(1e-12, question.Right < 0 ? none : probabilities[question.Right]));
        }

        return loss + (Penalty * questions.Count / 2 * model.None.Append(model.Sharpness).Sum(weight => weight * weight));
    }

    /// <summary>The inverse curvature times the gradient.</summary>
    private static double[] Step(IReadOnlyList<Judged> questions, ConfidenceModel model, double outWeight)
    {
        var gradient = new double[Numbers];
        double[][] curvature = [.. Enumerable.Range(0, Numbers).Select(i => new double[i + 1])];
        Span<double> none = stackalloc double[Stranger.Count];
        var mean = new double[Numbers];
        foreach (var question in questions)
        {
            var weight = question.Right < 0 ? outWeight : 1;
            var entries = question.Evidence.Entries;
            var probabilities = new double[entries.Length];
            var noneShare = model.Probabilities(question.Evidence, probabilities);
            question.Evidence.None.CopyTo(none);

            // The first number speaks for entries only, the others for "none" only, so the mixed second moments are all 0.
            var second = 0.0;
            mean[0] = 0;
            for (var entry = 0; entry < entries.Length; entry++)
            {
                mean[0] += probabilities[entry] * entries[entry];
                second += probabilities[entry] * entries[entry] * entries[entry];
            }

            curvature[0][0] += weight * second;
            for (var i = 0; i < Stranger.Count; i++)
            {
                mean[i + 1] = noneShare * none[i];
                for (var j = 0; j <= i; j++)
                {
                    curvature[i + 1][j + 1] += weight * noneShare * none[i] * none[j];
                }
            }

            for (var i = 0; i < Numbers; i++)
            {
                var own = i == 0 ? (question.Right < 0 ? 0 : entries[question.Right]) : question.Right < 0 ? none[i - 1] : 0;
                gradient[i] += weight * (mean[i] - own);
                for (var j = 0; j <= i; j++)
                {
                    curvature[i][j] -= weight * mean[i] * mean[j];
                }
            }
        }

        for (var i = 0; i < Numbers; i++)
        {
            gradient[i] += Penalty * questions.Count * (i == 0 ? model.Sharpness : model.None[i - 1]);
            curvature[i][i] += Penalty * questions.Count;
        }

        return new Cholesky(curvature).Solve(gradient);
    }
}
