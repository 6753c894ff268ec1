using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace HipFaqBot.Exchange.Reading;

/// <summary>Writes nodes of a page as Markdown, block by block.</summary>
/// <param name="dropped">Told of each link, picture or script that is left out.</param>
/// <param name="plain">Only the text, every mark escaped: what reads back whatever it holds.</param>
internal sealed partial class HtmlMarkdownWriter(Action<string> dropped, bool plain)
{
    private static readonly HashSet<string> Blocks =
    [
        "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
        "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ];

    public static bool IsBlock(IElement element) => Blocks.Contains(element.LocalName);

    public string Write(IReadOnlyList<INode> nodes)
    {
        var blocks = new List<string>();
        var inline = new StringBuilder();
        foreach (var node in nodes)
        {
            if (node is IElement element && !HtmlMarkdown.IsUnshown(node) && element.LocalName != "br" && HoldsBlocks(element))
            {
                Flush(inline, blocks);
                blocks.Add(Block(element));
            }
            else
            {
                Inline(node, inline);
            }
        }

        Flush(inline, blocks);
        return string.Join("\n\n", blocks.Where(block => block.Length > 0));
    }

    /// <summary>Some pages put paragraphs into links and bold text; the block wins.</summary>
    private static bool HoldsBlocks(IElement element) =>
        IsBlock(element) || element.QuerySelectorAll("*").Any(inner => inner.LocalName != "br" && IsBlock(inner));

    private string Block(IElement element)
    {
        switch (element.LocalName)
        {
            case "ul" or "ol" when !plain:
                var number = int.TryParse(element.GetAttribute("start"), out var start) && start >= 0 ? start : 1;
                return string.Join('\n', element.Children.Where(child => !HtmlMarkdown.IsUnshown(child)).Select(child => Indent(element.LocalName == "ul" ? "- " : $"{number++}. ", Write([.. child.ChildNodes]))));
            case "blockquote" when !plain:
                return string.Join('\n', Write([.. element.ChildNodes]).Split('\n').Select(line => $"> {line}".TrimEnd()));
            case "pre" when !plain:
                var code = element.TextContent.TrimEnd('\n');
                var fence = Fence(code, 3);
                return $"{fence}\n{code}\n{fence}";
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6" when !plain:
                var title = Write([.. element.ChildNodes]).ReplaceLineEndings(" ");
                return title.Length == 0 ? "" : $"{new string('#', element.LocalName[1] - '0')} {title}";
            case "tr":
                return string.Join(" ", element.Children.Select(cell => Write([.. cell.ChildNodes]).ReplaceLineEndings(" ")).Where(cell => cell.Length > 0));
            case "hr":
                return plain ? "" : "***";
            default:
                return Write([.. element.ChildNodes]);
        }
    }

    private void Inline(INode node, StringBuilder text)
    {
        switch (node)
        {
            case IText words:
                text.Append(Escape(HtmlMarkdown.Collapse(words.Data)));
                break;
            case IElement unshown when HtmlMarkdown.IsUnshown(unshown):
                dropped($"<{unshown.LocalName}> (it is not shown as text)");
                break;
            case IElement { LocalName: "br" }:
                text.Append("\\\n");
                break;
            case IElement { LocalName: "strong" or "b" } strong:
                Marked("**", strong, text);
                break;
            case IElement { LocalName: "em" or "i" } emphasis:
                Marked("*", emphasis, text);
                break;
            case IElement { LocalName: "code" } code when !plain && code.TextContent.Trim().Length > 0:
                var fence = Fence(code.TextContent, 1);
                var padded = code.TextContent.StartsWith('`') || code.TextContent.EndsWith('`') ? $" {code.TextContent} " : code.TextContent;
                text.Append(fence).Append(HtmlMarkdown.Collapse(padded)).Append(fence);
                break;
            case IElement { LocalName: "a" } link:
                Link(link, text);
                break;
            case IElement { LocalName: "img" } image:
                dropped($"picture {image.GetAttribute("src")}");
                text.Append(Escape(HtmlMarkdown.Collapse(image.GetAttribute("alt") ?? "")));
                break;
            default:
                Children(node, text);
                break;
        }
    }

    private void Link(IElement link, StringBuilder text)
    {
        var words = new StringBuilder();
        Children(link, words);
        var url = link.GetAttribute("href")?.Trim();
        if (string.IsNullOrEmpty(url) || words.ToString().Trim().Length == 0 || plain)
        {
            text.Append(words);
        }
        else if (!HtmlMarkdown.IsFit(url))
        {
            dropped($"link {url}");
            text.Append(words);
        }
        else
        {
            text.Append('[').Append(words).Append("](<").Append(url.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal).Replace("\\", "%5C", StringComparison.Ordinal)).Append(">)");
        }
    }

    /// <summary>Spaces at the edges go outside the marks: <c>** bold**</c> is none.</summary>
    private void Marked(string mark, IElement element, StringBuilder text)
    {
        var inner = new StringBuilder();
        Children(element, inner);
        var words = inner.ToString();
        var core = words.Trim();
        if (plain || core.Length == 0)
        {
            text.Append(words);
            return;
        }

        var front = words.Length - words.TrimStart().Length;
        text.Append(words.AsSpan(0, front)).Append(mark).Append(core).Append(mark).Append(words.AsSpan(front + core.Length));
    }

    private void Children(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            Inline(child, text);
        }
    }

    private static void Flush(StringBuilder inline, List<string> blocks)
    {
        var lines = inline.ToString().Split('\n').Select(line => LineStart(HtmlMarkdown.Collapse(line).Trim()));
        var text = string.Join('\n', lines).Trim();
        while (text.EndsWith('\\') && EndsWithBreak(text))
        {
            text = text[..^1].TrimEnd();
        }

        while (text.StartsWith("\\\n", StringComparison.Ordinal))
        {
            text = text[2..].TrimStart();
        }

        blocks.Add(text);
        inline.Clear();
    }

    /// <summary>An odd number of backslashes at the end is a line break with no line after it.</summary>
    private static bool EndsWithBreak(string text) => (text.Length - text.TrimEnd('\\').Length) % 2 == 1;

    private static string Indent(string marker, string block)
    {
        var lines = block.Split('\n');
        var indent = new string(' ', marker.Length);
        return string.Join('\n', lines.Select((line, index) => index == 0 ? marker + line : line.Length == 0 ? "" : indent + line)).TrimEnd();
    }

    private static string Fence(string code, int least)
    {
        var longest = BacktickPattern().Matches(code).Select(run => run.Length).DefaultIfEmpty(0).Max();
        return new string('`', least == 3 ? Math.Max(3, longest + 1) : longest + 1);
    }

    private string Escape(string text) => plain
        ? PunctuationPattern().Replace(text, "\\$0")
        : MarkPattern().Replace(text, "\\$0");

    /// <summary>What would begin a heading, list, quote or rule at the start of a line.</summary>
    private static string LineStart(string line) => LineStartPattern().Replace(line, match => match.Groups[1].Value + "\\" + match.Groups[2].Value);

    [GeneratedRegex("`+")]
    private static partial Regex BacktickPattern();

    [GeneratedRegex(@"[!-/:-@\[-`{-~]")]
    private static partial Regex PunctuationPattern();

    [GeneratedRegex(@"[\\`*\[\]]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|<(?=[A-Za-z/!?])|&(?=[#A-Za-z])|~(?=~)")]
    private static partial Regex MarkPattern();

    [GeneratedRegex(@"^(\d{0,9})([.)](?=\s|$)|(?<!\d)[#>+=~-])")]
    private static partial Regex LineStartPattern();
}
