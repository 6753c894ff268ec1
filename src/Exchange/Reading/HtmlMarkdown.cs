using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace HipFaqBot.Exchange.Reading;

/// <summary>
/// Reduces HTML to Markdown: paragraphs, headings, lists, quotes, code, bold, italic and links. Everything else gives its text.
/// The text is never changed: where emphasis would not read back (CommonMark's rules on punctuation), it is left out.
/// </summary>
internal static partial class HtmlMarkdown
{
    private static readonly HashSet<string> Unshown = ["script", "style", "template", "noscript", "iframe", "object", "embed", "head", "svg", "math", "select", "textarea", "button", "input", "form"];

    /// <param name="dropped">Told of each thing that is left out.</param>
    public static string Of(IElement element, Action<string> dropped) => Of([.. element.ChildNodes], dropped);

    /// <inheritdoc cref="Of(IElement, Action{string})"/>
    public static string Of(IReadOnlyList<INode> nodes, Action<string> dropped)
    {
        var text = Words(nodes);
        var rich = new HtmlMarkdownWriter(dropped, plain: false).Write(nodes);
        return WordsOf(rich) == text ? rich : new HtmlMarkdownWriter(_ => { }, plain: true).Write(nodes);
    }

    /// <summary>What a person reads of Markdown, spaces as one.</summary>
    public static string WordsOf(string markdown) => Words([SafeMarkdown.Fragment(SafeMarkdown.Html(markdown) ?? "")]);

    /// <summary>Whole, and of a kind that a browser only follows. A relative link leads nowhere in a chat.</summary>
    public static bool IsFit(string? url) =>
        SchemePattern().Match(new string([.. (url ?? "").Where(letter => letter > ' ')])) is { Success: true } scheme
        && scheme.Groups[1].Value.ToLowerInvariant() is ("http" or "https" or "mailto" or "tel");

    public static bool IsUnshown(INode node) => node is IElement element && Unshown.Contains(element.LocalName);

    /// <summary>Text with runs of white space as one space.</summary>
    public static string Collapse(string text) => SpacePattern().Replace(text, " ");

    private static string Words(IEnumerable<INode> nodes)
    {
        var text = new StringBuilder();
        foreach (var node in nodes)
        {
            Append(node, text);
        }

        return Collapse(text.ToString()).Trim();
    }

    private static void Append(INode node, StringBuilder text)
    {
        if (node is IText words)
        {
            text.Append(words.Data);
        }
        else if (node is IElement { LocalName: "img" } image)
        {
            text.Append(image.GetAttribute("alt"));
        }
        else if (!IsUnshown(node))
        {
            var breaks = node is IElement element && HtmlMarkdownWriter.IsBlock(element);
            text.Append(breaks ? " " : "");
            foreach (var child in node.ChildNodes)
            {
                Append(child, text);
            }

            text.Append(breaks ? " " : "");
        }
    }

    [GeneratedRegex(@"^([a-zA-Z][a-zA-Z0-9+.-]*):")]
    private static partial Regex SchemePattern();

    [GeneratedRegex(@"\s+")]
    private static partial Regex SpacePattern();
}
