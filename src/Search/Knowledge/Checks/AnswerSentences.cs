using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace HipFaqBot.Search.Knowledge.Checks;

/// <summary>An answer's sentences as they are read, without Markdown's marks. Each list item and heading is a sentence of its own.</summary>
internal static partial class AnswerSentences
{
    /// <summary>The sentences, each with its line in the file.</summary>
    /// <param name="markdown">The answer.</param>
    /// <param name="firstLine">The line of the file on which it begins.</param>
    public static IReadOnlyList<(string Text, int Line)> Of(string markdown, int firstLine)
    {
        var sentences = new List<(string, int)>();
        foreach (var block in Markdown.Parse(markdown).Descendants<LeafBlock>())
        {
            var line = firstLine + block.Line;
            foreach (var piece in End().Split(Plain(block)))
            {
                // The split keeps the white space after a sentence, so that each line break is counted.
                if (Words(piece) > 0)
                {
                    sentences.Add((OneLine(piece), line));
                }

                line += piece.Count(character => character == '\n');
            }
        }

        return sentences;
    }

    /// <summary>The answer as one plain text; each paragraph and list item is a line of it.</summary>
    public static string Plain(string markdown) =>
        string.Join('\n', Markdown.Parse(markdown).Descendants<LeafBlock>().Select(block => OneLine(Plain(block))));

    /// <summary>The last paragraph, and the line on which it begins; a list belongs to the paragraph that introduces it.</summary>
    public static (string Text, int Line) LastParagraph(string markdown, int firstLine)
    {
        var blocks = Markdown.Parse(markdown);
        var first = blocks is [.., ParagraphBlock, ListBlock] ? blocks.Count - 2 : blocks.Count - 1;
        var leaves = blocks.Skip(first).SelectMany(block => block is LeafBlock leaf ? [leaf] : block.Descendants().OfType<LeafBlock>());
        return (string.Join(' ', leaves.Select(leaf => OneLine(Plain(leaf)))), firstLine + (first < 0 ? 0 : blocks[first].Line));
    }

    /// <summary>How many words a text has.</summary>
    public static int Words(string text) => Word().Count(text);

    /// <summary>A word: letters and digits, with apostrophes, hyphens and slashes inside; "1,000" and "0.5" are one word each.</summary>
    [GeneratedRegex(@"[\p{L}\p{N}](?:[\p{L}\p{N}'’/-]|(?<=\p{N})[.,](?=\p{N}))*")]
    internal static partial Regex Word();

    /// <summary>A text with single spaces for line breaks.</summary>
    internal static string OneLine(string text) => Spaces().Replace(text, " ").Trim();

    private static string Plain(LeafBlock block)
    {
        var text = new StringBuilder();
        foreach (var inline in block.Inline?.Descendants() ?? [])
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case LineBreakInline:
                    text.Append('\n');
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>
    /// Where a sentence ends: after the white space that follows a full stop, question mark, exclamation mark or colon, before a
    /// new beginning. "e.g. 20", "Dr. Smith" and the like end nothing; "0.5" has no white space.
    /// </summary>
    [GeneratedRegex(@"(?<=[.!?:][""”’)]?\s+)(?<!\b(?:e\.g|i\.e|vs|approx|Dr|Mr|Mrs|Ms|Prof|St)\.\s+)(?=[\p{Lu}\p{N}""“])", RegexOptions.CultureInvariant)]
    private static partial Regex End();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
