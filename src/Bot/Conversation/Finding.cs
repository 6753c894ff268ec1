using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Bot.Conversation;

/// <summary>What is to be served of a match: entries by their ids, and no word of the question, so that it may be kept for an hour.</summary>
/// <param name="Decision">What to do.</param>
/// <param name="Entries">The entry to answer with, or those to suggest; empty where nothing is.</param>
/// <param name="Confidence">That of the best candidate, whatever was decided.</param>
internal sealed record Finding(Decision Decision, IReadOnlyList<string> Entries, double Confidence)
{
    public static Finding Nothing { get; } = new(Decision.Decline, [], 0);

    public static Finding Of(Match match) => new(
        match.Decision,
        match.Answer is { } answer ? [answer.Id] : [.. match.Suggestions.Select(entry => entry.Id)],
        match.Confidence);

    /// <summary>The same without an entry: what is found is held back.</summary>
    public Finding Held() => this with { Decision = Decision.Decline, Entries = [] };

    /// <summary>The entries of the version that serves now; one that an edit took away is passed over.</summary>
    public IReadOnlyList<Entry> In(KnowledgeBase knowledge) => [.. Entries.Select(knowledge.Find).OfType<Entry>()];

    /// <summary>Without the entries that may not be served to this person.</summary>
    public Finding Without(KnowledgeBase knowledge, Func<Entry, bool> barred)
    {
        var left = In(knowledge).Where(entry => !barred(entry)).Select(entry => entry.Id).ToArray();
        return left.Length == Entries.Count ? this : left.Length == 0 ? Held() : this with { Entries = left };
    }
}
