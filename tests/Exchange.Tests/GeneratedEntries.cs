using FsCheck;
using FsCheck.Fluent;
using HipFaqBot.Exchange.Reading;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Exchange.Tests;

/// <summary>Entries with everything that a separator, a quote, a mark of Markdown or a letter could break.</summary>
public static class GeneratedEntries
{
    private static readonly string[] Pieces =
    [
        "hip", "pain", "walk", "a", "1", " ", "  ", "\t", "\n", "\"", "'", "\\", "\\n", "|", ":", ",", "=", "+", "-", "@", "#", "?", "# ?", "- ", "> ", ">", "`", "```", "````",
        "*", "**", "_", "~", "[", "]", "(", ")", "[x](#1)", "[a](https://example.org)", "![p](https://example.org/p.png)", "< ", "&", "&amp;", "&lt;", "{", "}", "$", "%", "%7C", "1. ", "---", "\n\n", "\n- ", "\n1) ", "\n> ", "\n# ", "\n    ", "\\\n", "  \n",
        "é", "ß", "日本", "שלום", "😎", "👩‍⚕️", "\u00A0", "\u200B", "e\u0301", "null", "true", "~", "no", "2026-11-23", "hipfaq = 1", "</script>".Replace("<", "< ", StringComparison.Ordinal),
    ];

    private static readonly Gen<string> Text =
        from pieces in Gen.Elements(Pieces).ListOf()
        select string.Concat(pieces);

    /// <summary>What the knowledge reader gives: trimmed, one kind of line end, at least a word.</summary>
    private static readonly Gen<string> Question = Text.Select(text => ("hip" + text).ReplaceLineEndings("\n").Trim());

    private static readonly Gen<string> Phrasing = Text.Select(text => text + "walk");

    /// <summary>HTML is reduced on import, so the answers of which everything must come back hold none.</summary>
    private static readonly Gen<string> Answer =
        Text.Select(text => (text + "a").ReplaceLineEndings("\n").Trim()).Where(text => SafeMarkdown.Of(text, _ => { }) == text);

    private static readonly Gen<string> Name = Gen.Elements("pt", "exercise", "a-b", "x1", "self-care", "null", "true");

    private static readonly Gen<Entry> One =
        from question in Question
        from phrasings in Phrasing.ListOf()
        from answer in Answer
        from category in Name
        from sources in Gen.Elements("KEY", "OTHER-1", "A,B", "A|B:C", "Ä =1").ListOf()
        from scope in Gen.OneOf(Gen.Constant<string?>(null), Question.Select(string? (text) => text))
        select new Entry("", question, [.. phrasings], category, answer)
        {
            Sources = [.. sources.Select(key => new Source(key, key, key, new Uri("https://example.org"), "2025", "cited"))],
            Scope = scope,
            Related = [.. phrasings.Take(2).Select((_, index) => $"e-{index + 1}")],
        };

    public static Arbitrary<Entry[]> Entries() =>
        One.ListOf().Select(entries => entries.Select((entry, index) => entry with { Id = $"e-{index + 1}" }).ToArray()).ToArbitrary();
}
