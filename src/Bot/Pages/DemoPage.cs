using System.Text;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Pages;

/// <summary>
/// The start page: a small clinic's page with the chat on it, so that whoever starts the service sees at once what a clinic's site gets.
/// </summary>
internal sealed class DemoPage(WebFiles files)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'";

    private static readonly string Template = Read();

    public IResult Show(HttpContext context, Site site, string origin)
    {
        PageHeaders.Write(context.Response, Policy, "no-cache");
        return Results.Content(Fill(site, origin), "text/html; charset=utf-8", Encoding.UTF8);
    }

    internal string Fill(Site site, string origin) => Template
        .Replace("{{language}}", Encoded(site.Language), StringComparison.Ordinal)
        .Replace("{{favicon}}", files.Address("/favicon.svg"), StringComparison.Ordinal)
        .Replace("{{css}}", files.Address("/demo.css"), StringComparison.Ordinal)
        .Replace("{{origin}}", Encoded(origin), StringComparison.Ordinal)
        // Last, so that no word of the clinic is taken for a place to fill.
        .Replace("{{emergency}}", TapToCall.Of(PageText.Of(site).EmergencyLine).ToString(), StringComparison.Ordinal)
        .Replace("{{name}}", Encoded(site.Name), StringComparison.Ordinal);

    private static string Encoded(string text) => Html.Of($"{text}").ToString();

    private static string Read()
    {
        using var reader = new StreamReader(typeof(DemoPage).Assembly.GetManifestResourceStream("HipFaqBot.Bot.Pages.demo.html")!);
        return reader.ReadToEnd();
    }
}
