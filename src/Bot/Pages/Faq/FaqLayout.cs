using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Pages.Faq;

/// <summary>What one page says about itself to browsers and search engines.</summary>
/// <param name="Canonical">The one address of what it shows; null where it shows nothing of its own.</param>
/// <param name="Schema">Its questions and answers for programs; it stands last, so that people read theirs first.</param>
internal sealed record FaqHead(string Title, string Description, string? Canonical, Html Schema);

/// <summary>What all FAQ pages have in common. They run no script at all.</summary>
internal sealed class FaqLayout(WebFiles files)
{
    public const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public const string Title = "Hip pain: questions and answers";

    public const string Note =
        "The answers are drafts until a clinician has reviewed them. Under each one you see whether that has happened.";

    public Html Page(Site site, FaqHead head, Html main) => Html.Of(
        $"""
        <!doctype html>
        <html lang="{site.Language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{head.Title}</title>
        <meta name="description" content="{head.Description}">
        {ForSearchEngines(head.Canonical)}<link rel="icon" type="image/svg+xml" href="{files.Address("/favicon.svg")}">
        <link rel="stylesheet" href="{files.Address("/faq.css")}">
        </head>
        <body>
        <a class="skip" href="#page_main">Skip to the answers</a>
        <header>
        <p class="emergency">{PageText.Of(site).EmergencyLine}</p>
        <nav class="places" aria-label="Site"><a href="/faq">All questions</a> <a href="/chat">Ask in the chat</a></nav>
        </header>
        <main id="page_main" tabindex="-1">
        {main}</main>
        <footer>
        <p>{Note}</p>
        </footer>
        {head.Schema}</body>
        </html>

        """);

    private static Html ForSearchEngines(string? canonical) => canonical is null
        ? Html.Of($"<meta name=\"robots\" content=\"noindex\">\n")
        : Html.Of($"<link rel=\"canonical\" href=\"{canonical}\">\n");
}
