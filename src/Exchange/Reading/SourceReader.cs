namespace HipFaqBot.Exchange.Reading;

/// <summary>Reads a file of any format that is known, by the ending of its name.</summary>
internal static class SourceReader
{
    /// <summary>Endings of names that can be imported.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".tsv", ".txt", ".xlsx", ".qna", ".html", ".htm", ".jsonld", ".json"];

    public static IReadOnlyList<ForeignEntry> Read(string path, Findings findings)
    {
        if (SourceText.Bytes(path, findings) is not { } bytes)
        {
            return [];
        }

        var ending = Path.GetExtension(path).ToLowerInvariant();
        var entries =
            ending == ".xlsx" ? SpreadsheetReader.Read(bytes, findings)
            : SourceText.Decode(bytes, findings) is not { } text ? []
            : ending switch
            {
                ".qna" => PairFileReader.Read(text, findings),
                ".html" or ".htm" => PageReader.Read(text, findings),
                ".jsonld" or ".json" => JsonLd(text, findings),
                _ => TsvReader.Read(text, findings),
            };
        return findings.HasErrors ? [] : [.. entries.Select(entry => entry with { Answer = SafeMarkdown.Of(entry.Answer, dropped => Dropped(entry, dropped, findings)) })];
    }

    private static IReadOnlyList<ForeignEntry> JsonLd(string text, Findings findings)
    {
        var entries = JsonLdReader.Read(text, 1, findings);
        if (entries.Count == 0)
        {
            findings.Error(0, "no-faq", "The file holds no schema.org FAQPage with questions (is it the right file?).");
        }

        return entries;
    }

    private static void Dropped(ForeignEntry entry, string what, Findings findings) =>
        findings.NoPlace(entry.Line, "part of an answer", "it was left out of the Markdown (add what is needed by hand)", what);
}
