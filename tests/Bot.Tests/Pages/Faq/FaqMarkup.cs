using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Tests.Pages.Faq;

/// <summary>A page as it came, and what the tests look for in it.</summary>
internal sealed partial record FaqMarkup(string Html)
{
    /// <summary>What a person reads, white space made even; looked for once, for a page of all answers is long.</summary>
    public string Text => field ??= Even(WebUtility.HtmlDecode(Tag().Replace(Script().Replace(Html, ""), " ")));

    /// <summary>What programs read; null where the page has nothing for them.</summary>
    public JsonObject? Schema =>
        Script().Match(Html) is { Success: true } script ? JsonNode.Parse(script.Groups[1].Value)!.AsObject() : null;

    /// <summary>Every element's name with its attributes, as in the page.</summary>
    public IReadOnlyList<string> Tags => [.. Tag().Matches(Script().Replace(Html, "")).Select(tag => tag.Value)];

    public IReadOnlyList<string> Links => field ??= [.. Href().Matches(Html).Select(link => WebUtility.HtmlDecode(link.Groups[1].Value))];

    public string Title => WebUtility.HtmlDecode(TitleElement().Match(Html).Groups[1].Value);

    public string Description => WebUtility.HtmlDecode(DescriptionElement().Match(Html).Groups[1].Value);

    public IReadOnlyList<int> HeadingLevels => [.. Heading().Matches(Html).Select(heading => heading.Groups[1].Value[0] - '0')];

    /// <summary>The questions that the page answers, in its order, by their addresses.</summary>
    public IReadOnlyList<string> Answered => [.. Question().Matches(Html).Select(question => question.Groups[1].Value)];

    public static async Task<FaqMarkup> GetAsync(RunningBot bot, string path) => new(await bot.Http.GetStringAsync(new Uri(path, UriKind.Relative)));

    public static Task<FaqMarkup> SearchAsync(RunningBot bot, string words) => GetAsync(bot, $"/faq?q={Uri.EscapeDataString(words)}");

    /// <summary>The runs of words in an answer between marks of Markdown, placeholders filled.</summary>
    public static IEnumerable<string> RunsOf(Site site, Entry entry) =>
        Mark().Split(site.Fill(entry.Answer)).Select(Even).Where(run => run.Any(char.IsLetter));

    public static string Even(string text) => Space().Replace(text, " ").Trim();

    [GeneratedRegex("<script type=\"application/ld\\+json\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<[a-zA-Z/!][^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<a href=\"([^\"]*)\"")]
    private static partial Regex Href();

    [GeneratedRegex("<title>([^<]*)</title>")]
    private static partial Regex TitleElement();

    [GeneratedRegex("<meta name=\"description\" content=\"([^\"]*)\">")]
    private static partial Regex DescriptionElement();

    [GeneratedRegex("<h([1-6])")]
    private static partial Regex Heading();

    [GeneratedRegex("<h3><a href=\"/faq/([^\"]+)\"")]
    private static partial Regex Question();

    [GeneratedRegex(@"\*+|\]\([^)]*\)|\[|\n|^\s*(?:-|\d+\.)\s", RegexOptions.Multiline)]
    private static partial Regex Mark();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
