using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Evaluation;

/// <summary>What reading a questions file gave.</summary>
/// <param name="Questions">The lines that are questions.</param>
/// <param name="Problems">One for each line that is none, and one for a file that cannot be read or holds nothing.</param>
public sealed record QuestionReading(IReadOnlyList<EvaluationQuestion> Questions, IReadOnlyList<KnowledgeProblem> Problems);
