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
            foreach (var sentence in End().Split(Plain(block)).Where(text => Words(text) > 0))
            {
                sentences.Add((sentence.Trim(), firstLine + block.Line));
            }
        }

        return sentences;
    }

    /// <summary>The answer as one plain text.</summary>
    public static string Plain(string markdown) =>
        string.Join('\n', Markdown.Parse(markdown).Descendants<LeafBlock>().Select(Plain));

    /// <summary>How many words a text has.</summary>
    public static int Words(string text) => Word().Count(text);

    /// <summary>A word: letters and digits, with apostrophes, hyphens and slashes inside.</summary>
    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}'’/-]*")]
    internal static partial Regex Word();

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
                case LineBreakInline:
                    text.Append(' ');
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>The white space after a full stop, question mark, exclamation mark or colon, before a new beginning.</summary>
    [GeneratedRegex(@"(?<=[.!?:])\s+(?=[\p{Lu}\p{N}""“])")]
    private static partial Regex End();
}
