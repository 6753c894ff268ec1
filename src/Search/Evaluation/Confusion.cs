namespace HipFaqBot.Search.Evaluation;

/// <summary>Two entries that are taken for each other: many such questions mean that their border is not told by their phrasings.</summary>
/// <param name="Expected">The entry that answers the questions best.</param>
/// <param name="Best">The entry that came first instead; null where none was found.</param>
/// <param name="Questions">The questions, in the order asked.</param>
public sealed record Confusion(string Expected, string? Best, IReadOnlyList<EvaluationQuestion> Questions);
