using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Matching;

/// <summary>What the knowledge base makes of one question.</summary>
/// <param name="Knowledge">The version that was asked; later edits do not touch it.</param>
/// <param name="Decision">What to do.</param>
/// <param name="Candidates">Entries by falling confidence; the ranking is whole, whatever the decision, but for a question that is a phrasing: then its entry alone.</param>
/// <param name="Text">The question as it was looked up.</param>
/// <param name="Way">How the candidates were found.</param>
public sealed record Match(
    KnowledgeBase Knowledge, Decision Decision, IReadOnlyList<Candidate> Candidates, QuestionText Text, MatchWay Way)
{
    /// <summary>The question's words as they were looked up.</summary>
    public IReadOnlyList<string> Words => Text.Words;

    /// <summary>How many entries are ever suggested at once.</summary>
    public const int MaxSuggestions = 3;

    /// <summary>The entry to answer with; null unless the decision is to answer.</summary>
    public Entry? Answer => Decision == Decision.Answer ? Candidates[0].Entry : null;

    /// <summary>The entries to suggest; empty unless the decision is to suggest.</summary>
    public IReadOnlyList<Entry> Suggestions =>
        Decision == Decision.Suggest ? [.. Candidates.Take(MaxSuggestions).Select(candidate => candidate.Entry)] : [];

    /// <summary>Confidence of the best candidate, 0 where there is none.</summary>
    public double Confidence => Candidates.Count > 0 ? Candidates[0].Confidence : 0;
}
