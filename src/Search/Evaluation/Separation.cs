namespace HipFaqBot.Search.Evaluation;

/// <summary>How well confidence tells the questions that an entry answers from those that nothing answers.</summary>
internal static class Separation
{
    /// <summary>
    /// Area under the receiver operating characteristic, from ranks (Mann and Whitney): the probability that a random
    /// <paramref name="inside"/> is above a random <paramref name="outside"/>, where a tie counts half.
    /// </summary>
    public static double? Auroc(IReadOnlyList<double> inside, IReadOnlyList<double> outside)
    {
        if (inside.Count == 0 || outside.Count == 0)
        {
            return null;
        }

        var sorted = inside.Select(value => (Value: value, Inside: true))
            .Concat(outside.Select(value => (Value: value, Inside: false)))
            .OrderBy(item => item.Value)
            .ToList();
        var rankSum = 0.0;
        for (int start = 0, end; start < sorted.Count; start = end)
        {
            end = start;
            while (end < sorted.Count && sorted[end].Value.Equals(sorted[start].Value))
            {
                end++;
            }

            // Equal values share the mean of the ranks (from 1) that they take up.
            var rank = (start + 1 + end) / 2.0;
            rankSum += rank * sorted[start..end].Count(item => item.Inside);
        }

        var smallest = inside.Count * (inside.Count + 1.0) / 2;
        return (rankSum - smallest) / ((double)inside.Count * outside.Count);
    }

    /// <summary>Share of <paramref name="outside"/> strictly below the highest threshold that still keeps so many percent of <paramref name="inside"/>.</summary>
    public static double? RefusedAt(int keptPercent, IReadOnlyList<double> inside, IReadOnlyList<double> outside)
    {
        if (inside.Count == 0 || outside.Count == 0)
        {
            return null;
        }

        var kept = ((keptPercent * inside.Count) + 99) / 100;
        var threshold = inside.OrderDescending().ElementAt(kept - 1);
        return outside.Count(value => value < threshold) / (double)outside.Count;
    }

    /// <summary>
    /// The best share, over thresholds, of questions treated rightly: <c>in</c> right and accepted (confidence at or above
    /// the threshold), <c>out</c> refused.
    /// </summary>
    public static double? Joint(IReadOnlyList<(double Confidence, QuestionKind Kind, bool Right)> questions)
    {
        if (questions.Count == 0)
        {
            return null;
        }

        // From the threshold above everything (all refused) downward, past one confidence at a time.
        var treated = questions.Count(question => question.Kind == QuestionKind.Out);
        var best = treated;
        foreach (var level in questions.GroupBy(question => question.Confidence).OrderByDescending(group => group.Key))
        {
            treated += level.Count(question => question.Right) - level.Count(question => question.Kind == QuestionKind.Out);
            best = Math.Max(best, treated);
        }

        return best / (double)questions.Count;
    }
}
