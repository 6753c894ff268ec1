using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace HipFaqBot.Exchange.Reading;

/// <summary>
/// A saved web page: its schema.org <c>FAQPage</c>, or else its headings that are questions with what stands below them.
/// Nothing of the page is run or fetched.
/// </summary>
internal static partial class PageReader
{
    /// <summary>Marks an entry that <c>hipfaq export</c> wrote.</summary>
    public const string EntryAttribute = "data-hipfaq-entry";

    /// <summary>With fewer question headings a page is not taken for an FAQ: any article may ask one.</summary>
    public const int FewestQuestions = 2;

    private const string Headings = "h1,h2,h3,h4,h5,h6,summary,dt";
    private static readonly string[] Around = ["nav", "header", "footer", "aside"];

    public static IReadOnlyList<ForeignEntry> Read(string html, Findings findings)
    {
        var page = new HtmlParser(new HtmlParserOptions { IsKeepingSourceReferences = true }).ParseDocument(html);
        if (SafeMarkdown.IsTooDeep(page))
        {
            findings.Error(0, "too-deep", "The page's elements stand in each other so deep that it cannot be read safely (save the page again, or only its part with the questions).");
            return [];
        }

        var own = page.QuerySelectorAll($"[{EntryAttribute}]");
        if (own.Length > 0)
        {
            return [.. own.Select(section => Own(section, findings)).OfType<ForeignEntry>()];
        }

        var linked = page.QuerySelectorAll("script")
            .Where(script => (script.GetAttribute("type") ?? "").StartsWith("application/ld+json", StringComparison.OrdinalIgnoreCase))
            .SelectMany(script => JsonLdReader.Read(script.TextContent, Line(script), findings))
            .ToList();
        if (linked.Count > 0)
        {
            return linked;
        }

        MakeAbsolute(page);
        var sections = Sections(page.Body!);
        var questions = sections.Where(section => section.IsQuestion).ToList();
        if (questions.Count < FewestQuestions)
        {
            findings.Error(0, "no-faq", $"The page has no FAQPage data, and {questions.Count} of its headings {(questions.Count == 1 ? "is a question" : "are questions")}, so it is taken for no FAQ and nothing was imported (save the page that lists the questions with their answers, at least {FewestQuestions}).");
            return [];
        }

        foreach (var section in sections.Where(section => !section.IsQuestion && section.Text.Length > 0))
        {
            findings.NoPlace(section.Line, "text", section.Title.Length > 0 ? $"its heading \"{section.Title}\" is no question" : "it stands below no question", section.Text);
        }

        return [.. questions.Select(section => new ForeignEntry(section.Title, Answer(section.Nodes, section.Line, findings), section.Line))];
    }

    private static ForeignEntry? Own(IElement section, Findings findings)
    {
        if (section.QuerySelector(":scope > h2") is not { } title)
        {
            findings.NoPlace(Line(section), "entry", "it has no heading (write the question as <h2>)", section.TextContent.Trim());
            return null;
        }

        var id = section.GetAttribute(EntryAttribute)!;
        return new ForeignEntry(title.TextContent.Trim(), Answer([.. section.ChildNodes.Where(node => node != title)], Line(section), findings), Line(section))
        {
            Id = EntryFields.IdPattern().IsMatch(id) ? id : null,
        };
    }

    private static string Answer(IReadOnlyList<INode> nodes, int line, Findings findings) =>
        HtmlMarkdown.Of(nodes, dropped => findings.NoPlace(line, "part of an answer", "it was left out of the Markdown (add what is needed by hand)", dropped));

    /// <summary>Walks the page in reading order and cuts it at its headings; a smaller heading that asks nothing belongs to the answer above it.</summary>
    private static List<Section> Sections(IElement body)
    {
        var sections = new List<Section> { new("", 0, 0, false) };
        Walk(body, sections);
        return sections;
    }

    private static void Walk(IElement element, List<Section> sections)
    {
        foreach (var node in element.ChildNodes)
        {
            if (node is not IElement child)
            {
                sections[^1].Nodes.Add(node);
            }
            else if (Around.Contains(child.LocalName) || HtmlMarkdown.IsUnshown(child))
            {
                continue;
            }
            else if (child.Matches(Headings))
            {
                Cut(child, sections);
            }
            else if (child.QuerySelector(Headings) is not null)
            {
                Walk(child, sections);
            }
            else
            {
                sections[^1].Nodes.Add(child);
            }
        }
    }

    private static void Cut(IElement heading, List<Section> sections)
    {
        var title = HtmlMarkdown.Collapse(heading.TextContent).Trim();
        var level = heading.LocalName[0] == 'h' ? heading.LocalName[1] - '0' : 7;
        var asks = QuestionPattern().IsMatch(title);
        if (!asks && sections[^1].IsQuestion && level > sections[^1].Level)
        {
            sections[^1].Nodes.Add(heading);
        }
        else
        {
            sections.Add(new Section(title, level, Line(heading), asks));
        }
    }

    /// <summary>A saved page's own address, where it says it, makes its links whole; others are dropped with a word.</summary>
    private static void MakeAbsolute(IDocument page)
    {
        var address = page.QuerySelector("base[href]")?.GetAttribute("href")
            ?? page.QuerySelector("link[rel=canonical]")?.GetAttribute("href")
            ?? page.QuerySelector("meta[property='og:url']")?.GetAttribute("content");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var site))
        {
            return;
        }

        foreach (var link in page.QuerySelectorAll("a[href]"))
        {
            if (Uri.TryCreate(site, link.GetAttribute("href"), out var whole))
            {
                link.SetAttribute("href", whole.AbsoluteUri);
            }
        }
    }

    private static int Line(IElement element) => element.SourceReference?.Position.Line ?? 0;

    [GeneratedRegex(@"[??؟]\W*$")]
    private static partial Regex QuestionPattern();

    private sealed record Section(string Title, int Level, int Line, bool IsQuestion)
    {
        public List<INode> Nodes { get; } = [];

        public string Text => HtmlMarkdown.Collapse(string.Concat(Nodes.Select(node => node.TextContent + " "))).Trim();
    }
}
