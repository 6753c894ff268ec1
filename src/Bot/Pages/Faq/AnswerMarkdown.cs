using HipFaqBot.Search.Knowledge;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace HipFaqBot.Bot.Pages.Faq;

/// <summary>
/// An answer's Markdown as HTML that can do no harm: HTML in it is shown as text, links lead only where a person expects
/// them to, and pictures are their description.
/// </summary>
internal static class AnswerMarkdown
{
    private static readonly string[] Schemes = ["https", "http", "mailto", "tel"];

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UseAutoLinks(new Markdig.Extensions.AutoLinks.AutoLinkOptions { UseHttpsForWWWLinks = true })
        .Build();

    /// <param name="markdown">The answer, its placeholders not filled yet.</param>
    /// <param name="level">Level of the headings in it, one below the heading that it stands under.</param>
    public static Html Render(Site site, string markdown, int level)
    {
        var answer = Markdown.Parse(site.Fill(markdown), Pipeline);
        foreach (var heading in answer.Descendants<HeadingBlock>())
        {
            heading.Level = level;
        }

        foreach (var link in answer.Descendants<Inline>().Where(inline => inline is LinkInline or AutolinkInline).ToList())
        {
            Mend(link);
        }

        return Html.Encoded(answer.ToHtml(Pipeline).TrimEnd());
    }

    /// <summary>The answer without markup, cut at a word.</summary>
    public static string Beginning(Site site, string markdown, int characters)
    {
        var words = Markdown.ToPlainText(site.Fill(markdown), Pipeline).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join(' ', words);
        if (text.Length <= characters)
        {
            return text;
        }

        var end = text.LastIndexOf(' ', characters);
        return (end > 0 ? text[..end] : text[..characters]).TrimEnd(',', ';', ':', '.') + "…";
    }

    private static void Mend(Inline link)
    {
        if (Uri.TryCreate(AddressOf(link), UriKind.Absolute, out var url) && Schemes.Contains(url.Scheme))
        {
            if (link is LinkInline named)
            {
                named.GetDynamicUrl = null;
                named.Url = url.AbsoluteUri;
            }

            var attributes = link.GetAttributes();
            attributes.AddPropertyIfNotExist("rel", "noopener");
            attributes.AddPropertyIfNotExist("target", "_blank");
        }
        else if (link is LinkInline text)
        {
            // The words stay, the link goes.
            text.ReplaceBy(new ContainerInline());
        }
        else
        {
            link.ReplaceBy(new LiteralInline(((AutolinkInline)link).Url));
        }
    }

    /// <summary>Where a link leads; null for a picture.</summary>
    private static string? AddressOf(Inline link) => link switch
    {
        AutolinkInline { IsEmail: true } email => $"mailto:{email.Url}",
        AutolinkInline plain => plain.Url,
        LinkInline { IsImage: false } named => named.Url,
        _ => null,
    };
}
