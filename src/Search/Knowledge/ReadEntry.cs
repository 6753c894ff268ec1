using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace HipFaqBot.Search.Knowledge;

/// <summary>An entry beside the fields it was read from, so that checks can name the line.</summary>
/// <param name="AnswerLine">The line of the file on which the answer begins.</param>
internal sealed record ReadEntry(Entry Entry, YamlFields Fields, int AnswerLine)
{
    /// <summary>Without it Markdig does not say on which line a link stands.</summary>
    private static readonly MarkdownPipeline Placed = new MarkdownPipelineBuilder().UsePreciseSourceLocation().Build();

    public string Path => Entry.Path;

    /// <summary>The question and every other way to ask it; none of what is missing.</summary>
    public IEnumerable<YamlText> Phrasings()
    {
        var phrasings = Fields.TextList("phrasings");
        return Entry.Question.Length == 0 ? phrasings : phrasings.Prepend(new YamlText(Entry.Question, Fields.Line("question")));
    }

    /// <summary>The line on which a text first stands in the answer; the answer's first line where it does not.</summary>
    public int LineOf(Regex text)
    {
        var place = text.Match(Entry.Answer);
        return AnswerLine + Entry.Answer.AsSpan(0, place.Success ? place.Index : 0).Count('\n');
    }

    /// <summary>The addresses that the answer links to.</summary>
    public IEnumerable<(string Address, int Line)> Links()
    {
        foreach (var inline in Markdown.Parse(Entry.Answer, Placed).Descendants<Inline>())
        {
            if (inline is LinkInline link)
            {
                yield return (link.Url ?? "", AnswerLine + link.Line);
            }
            else if (inline is AutolinkInline { IsEmail: false } bare)
            {
                yield return (bare.Url, AnswerLine + bare.Line);
            }
        }
    }
}
