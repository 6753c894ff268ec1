namespace HipFaqBot.Search.Matching;

/// <summary>What to do with a question.</summary>
public enum Decision
{
    /// <summary>Nothing fits: say so.</summary>
    Decline,

    /// <summary>Ask which of a few entries was meant.</summary>
    Suggest,

    /// <summary>Answer with the best entry.</summary>
    Answer,
}
