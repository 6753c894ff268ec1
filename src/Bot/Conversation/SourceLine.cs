using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Conversation;

/// <summary>Says what an answer or advice rests on, with links.</summary>
internal static class SourceLine
{
    /// <summary>Without a source it is what the clinic says of itself.</summary>
    public static string Of(Entry entry, Site site) => Of(entry.Sources) ?? $"Source: {site.Name}";

    /// <summary>Null where there is none.</summary>
    /// <param name="numbered">Whether each source ends with its number, <c>[1]</c>, as channels that show citations want it.</param>
    public static string? Of(IReadOnlyList<Source> sources, bool numbered = false) => sources.Count == 0
        ? null
        : $"{(sources.Count == 1 ? "Source" : "Sources")}: {string.Join("; ", sources.Select((source, index) => numbered ? $"{Link(source)} [{index + 1}]" : Link(source)))}";

    private static string Link(Source source) =>
        $"[{source.Title.Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal)}]({source.Url.AbsoluteUri}) ({source.Publisher})";
}
