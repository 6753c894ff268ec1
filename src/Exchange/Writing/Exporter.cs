using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Exchange.Writing;

/// <summary>
/// Writes a knowledge base for other programs. Tables and <c>.qna</c> files are for editing and carry every entry; pages are for
/// publishing and carry what is served.
/// </summary>
public static class Exporter
{
    /// <summary>Names of the formats.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["tsv", "qna", "jsonld", "html"];

    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="knowledge">What to write.</param>
    public static string Write(string format, KnowledgeBase knowledge) => format switch
    {
        "tsv" => TsvWriter.Write(knowledge.All),
        "qna" => PairFileWriter.Write(knowledge.All),
        "jsonld" => JsonLdWriter.Write(knowledge.Entries, knowledge.Site),
        "html" => PageWriter.Write(knowledge.Entries, knowledge.Site),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, $"The formats are {string.Join(", ", Formats)}."),
    };
}
