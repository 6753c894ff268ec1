namespace HipFaqBot.Search.Evaluation;

/// <summary>The figures of an evaluation beside what they were made from.</summary>
/// <param name="Report">The figures.</param>
/// <param name="Outcomes">What came of each question, in the order asked.</param>
public sealed record EvaluationRun(EvaluationReport Report, IReadOnlyList<Outcome> Outcomes);
