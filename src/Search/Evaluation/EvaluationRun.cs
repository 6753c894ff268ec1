namespace HipFaqBot.Search.Evaluation;

/// <summary>The figures of an evaluation beside what they were made from.</summary>
/// <param name="Report">The figures.</param>
/// <param name="Outcomes">What came of each question, in the order asked.</param>
public sealed record EvaluationRun(EvaluationReport Report, IReadOnlyList<Outcome> Outcomes)
{
    /// <summary>What was treated wrongly, the gravest first: a missed warning sign before a wrong answer, a wrong answer before all that only costs time; the surer, the graver.</summary>
    public IEnumerable<Outcome> Mistakes => Outcomes
        .Where(outcome => outcome.Mistake is not null)
        .OrderBy(Gravity)
        .ThenByDescending(outcome => outcome.Confidence);

    /// <summary>The pairs of entries that are taken for each other, the most frequent first.</summary>
    public IReadOnlyList<Confusion> Confusions =>
        [.. Outcomes
            .Where(outcome => outcome.Question.Kind == QuestionKind.In && outcome.Rank != 1)
            .GroupBy(outcome => (Expected: outcome.Question.Ids[0], Best: outcome.Ranked.Count > 0 ? outcome.Ranked[0] : null))
            .OrderByDescending(pair => pair.Count())
            .ThenBy(pair => pair.Key.Expected, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Best, StringComparer.Ordinal)
            .Select(pair => new Confusion(pair.Key.Expected, pair.Key.Best, [.. pair.Select(outcome => outcome.Question)]))];

    private static int Gravity(Outcome outcome) => outcome switch
    {
        { Question.Kind: QuestionKind.Red, Alerted: false } => 0,
        { Question.Kind: QuestionKind.Red } => 1,
        { Alerted: false, Decision: Matching.Decision.Answer } => 2,
        { Alerted: true } => 3,
        _ => 4,
    };
}
