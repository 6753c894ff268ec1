using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace HipFaqBot.Exchange.Reading;

/// <summary>
/// Keeps an answer to Markdown that can be shown anywhere: HTML in it becomes Markdown, and scripts and links that run
/// something are dropped. An answer without either stays as it is, letter by letter.
/// </summary>
internal static class SafeMarkdown
{
    /// <summary>CommonMark and nothing else, so that what is written here reads the same in every client.</summary>
    public static MarkdownPipeline CommonMark { get; } = new MarkdownPipelineBuilder().Build();

    /// <param name="dropped">Told of each thing that is left out.</param>
    public static string Of(string answer, Action<string> dropped)
    {
        answer = answer.ReplaceLineEndings("\n").Trim();
        return IsSafe(Markdown.Parse(answer, CommonMark)) ? answer : HtmlMarkdown.Of(Fragment(Markdown.ToHtml(answer, CommonMark)), dropped);
    }

    /// <summary>The parsed page fragment; its nodes are children of the element.</summary>
    public static IElement Fragment(string html) => new HtmlParser().ParseDocument($"<body>{html}").Body!;

    private static bool IsSafe(MarkdownDocument markdown) => markdown.Descendants().All(node => node switch
    {
        HtmlBlock or HtmlInline => false,
        LinkInline link => HtmlMarkdown.IsHarmless(link.Url),
        AutolinkInline link => HtmlMarkdown.IsHarmless(link.Url),
        _ => true,
    });
}
