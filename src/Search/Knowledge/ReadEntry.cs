using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace HipFaqBot.Search.Knowledge;

/// <summary>An entry beside the fields it was read from, so that checks can name the line.</summary>
/// <param name="AnswerLine">The line of the file on which the answer begins.</param>
internal sealed record ReadEntry(Entry Entry, YamlFields Fields, int AnswerLine)
{
    public string Path => Entry.Path;

    public int LastLine => AnswerLine + Entry.Answer.Count(character => character == '\n');

    /// <summary>The line on which a text first stands in the answer; the answer's first line where it does not.</summary>
    public int LineOf(string text)
    {
        var place = Entry.Answer.IndexOf(text, StringComparison.OrdinalIgnoreCase);
        return AnswerLine + (place < 0 ? 0 : Entry.Answer.AsSpan(0, place).Count('\n'));
    }

    /// <summary>The addresses that the answer links to.</summary>
    public IEnumerable<(string Address, int Line)> Links() =>
        Markdown.Parse(Entry.Answer).Descendants<LinkInline>().Select(link => (link.Url ?? "", AnswerLine + link.Line));
}
