using System.Net;
using System.Text.RegularExpressions;
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
internal static partial class SafeMarkdown
{
    /// <summary>CommonMark and nothing else, so that what is written here reads the same in every client.</summary>
    public static MarkdownPipeline CommonMark { get; } = new MarkdownPipelineBuilder().Build();

    /// <summary>Elements in elements. Pages stay far below it; a page that does not was made to exhaust a program.</summary>
    private const int MaxDepth = 200;

    /// <param name="dropped">Told of each thing that is left out.</param>
    public static string Of(string answer, Action<string> dropped)
    {
        answer = answer.ReplaceLineEndings("\n").Trim();
        if (Html(answer) is not { } html)
        {
            dropped("form of the text (lists and quotes in each other too deep)");
            return HtmlMarkdown.Of(Fragment(WebUtility.HtmlEncode(answer)), dropped);
        }

        return IsSafe(Markdown.Parse(answer, CommonMark)) ? answer : HtmlMarkdown.Of(Fragment(html), dropped);
    }

    /// <summary>The Markdown as HTML; null where it is nested deeper than the parser goes.</summary>
    public static string? Html(string markdown)
    {
        try
        {
            return Markdown.ToHtml(markdown, CommonMark);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The parsed page fragment; its nodes are children of the element. Of what is nested too deep only the text.</summary>
    public static IElement Fragment(string html)
    {
        var body = new HtmlParser().ParseDocument($"<body>{html}").Body!;
        return IsTooDeep(body) ? new HtmlParser().ParseDocument($"<body>{WebUtility.HtmlEncode(TagPattern().Replace(html, " "))}").Body! : body;
    }

    /// <summary>Walks without recursion, which is what the depth would break.</summary>
    public static bool IsTooDeep(INode root)
    {
        var open = new Stack<(INode Node, int Depth)>([(root, 0)]);
        while (open.TryPop(out var next))
        {
            if (next.Depth > MaxDepth)
            {
                return true;
            }

            foreach (var child in next.Node.ChildNodes)
            {
                open.Push((child, next.Depth + 1));
            }
        }

        return false;
    }

    private static bool IsSafe(MarkdownDocument markdown) => markdown.Descendants().All(node => node switch
    {
        HtmlBlock or HtmlInline => false,
        LinkInline link => HtmlMarkdown.IsFit(link.Url),
        AutolinkInline link => link.IsEmail || HtmlMarkdown.IsFit(link.Url),
        _ => true,
    });

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex TagPattern();
}
