namespace HipFaqBot.Search.Knowledge;

/// <summary>What reading a knowledge folder or file gave.</summary>
/// <param name="Knowledge">The knowledge base, or null if there was an error.</param>
/// <param name="Problems">Everything that was found, errors first, then by path and line.</param>
public sealed record KnowledgeReading(KnowledgeBase? Knowledge, IReadOnlyList<KnowledgeProblem> Problems)
{
    /// <summary>How many entries are published, whether or not there was an error.</summary>
    public int Entries { get; init; }

    /// <summary>How many phrasings those have.</summary>
    public int Phrasings { get; init; }

    /// <summary>The problems that keep this version from being served.</summary>
    public IEnumerable<KnowledgeProblem> Errors => Problems.Where(problem => problem.Severity == Severity.Error);
}
