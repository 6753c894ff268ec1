using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Pages.Faq;

/// <summary>A chapter of the page: the entries of one folder of the knowledge.</summary>
/// <param name="Name">The folder's name: <c>physical-therapy</c>.</param>
internal sealed record FaqCategory(string Name, IReadOnlyList<Entry> Entries)
{
    /// <summary>The name as people read it: "Physical therapy".</summary>
    public string Title { get; } = Name.Length == 0 ? "Questions" : char.ToUpperInvariant(Name[0]) + Name[1..].Replace('-', ' ');

    /// <summary>Where it stands in the page. No id of an entry has an underscore.</summary>
    public string Anchor => $"category_{Name}";

    public static IReadOnlyList<FaqCategory> Of(KnowledgeBase knowledge) =>
        [.. knowledge.Entries.GroupBy(entry => entry.Category).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new FaqCategory(group.Key, [.. group]))];
}
