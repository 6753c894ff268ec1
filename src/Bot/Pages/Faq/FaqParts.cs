using HipFaqBot.Bot.Conversation;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Pages.Faq;

/// <summary>The parts that the pages are put together from.</summary>
internal static class FaqParts
{
    public static string PathOf(Entry entry) => $"/faq/{Uri.EscapeDataString(entry.Id)}";

    public static Html Link(KnowledgeBase knowledge, Entry entry) =>
        Html.Of($"<a href=\"{PathOf(entry)}\">{knowledge.Site.Fill(entry.Question)}</a>");

    public static Html Links(KnowledgeBase knowledge, IEnumerable<Entry> entries) =>
        Html.Of($"<ul>\n{Html.Each(entries, entry => Html.Of($"<li>{Link(knowledge, entry)}</li>\n"))}</ul>\n");

    /// <summary>An entry among others, its question being a heading that leads to the entry's own page.</summary>
    public static Html Article(KnowledgeBase knowledge, Entry entry) => Html.Of(
        $"""
        <article id="{entry.Id}">
        <h3>{Link(knowledge, entry)}</h3>
        {Answer(knowledge, entry, level: 4)}{Related(knowledge, entry)}</article>

        """);

    /// <summary>The answer with all that belongs to it: who says so, that it is no medical advice, and who has reviewed it.</summary>
    /// <param name="level">Level of headings within the answer.</param>
    public static Html Answer(KnowledgeBase knowledge, Entry entry, int level) => Html.Of(
        $"""
        <div class="answer">
        {AnswerMarkdown.Render(knowledge.Site, entry.Answer, level)}
        </div>
        <p class="small disclaimer">{knowledge.Site.Fill(knowledge.Site.Disclaimer)}</p>
        {Sources(entry)}<p class="small review">{ReviewLine.Of(entry)}</p>

        """);

    public static Html Related(KnowledgeBase knowledge, Entry entry) => RelatedTo(knowledge, entry) is { Count: > 0 } related
        ? Html.Of($"<div class=\"related\"><p>Related questions:</p>\n{Links(knowledge, related)}</div>\n")
        : Html.Nothing;

    /// <summary>The related entries that are served.</summary>
    public static IReadOnlyList<Entry> RelatedTo(KnowledgeBase knowledge, Entry entry) =>
        [.. entry.Related.Select(knowledge.Find).OfType<Entry>()];

    /// <summary>The field to search with; the words that were typed stay in it.</summary>
    public static Html SearchForm(string words) => Html.Of(
        $"""
        <form class="search" role="search" action="/faq" method="get">
        <label for="words_field">Search these answers in your own words</label>
        <div><input type="search" id="words_field" name="q" value="{words}" maxlength="300" autocomplete="off" required>
        <button type="submit">Search</button></div>
        </form>

        """);

    /// <summary>Every question under its category. On the page that holds the answers the links stay in it.</summary>
    public static Html Contents(KnowledgeBase knowledge, IReadOnlyList<FaqCategory> categories, bool samePage) => Html.Of(
        $"""
        <nav class="contents" aria-labelledby="contents_title">
        <h2 id="contents_title">{(samePage ? "Contents" : "All questions")}</h2>
        {Html.Each(categories, category => Html.Of(
            $"""
            <details>
            <summary>{category.Title} <span class="count">({category.Entries.Count})</span></summary>
            <ul>
            {Html.Each(category.Entries, entry => Html.Of($"<li>{Lead(knowledge, entry, samePage)}</li>\n"))}</ul>
            </details>

            """))}</nav>

        """);

    public static Html Chapters(KnowledgeBase knowledge, IEnumerable<FaqCategory> categories) => Html.Each(categories, category => Html.Of(
        $"""
        <section aria-labelledby="{category.Anchor}">
        <h2 id="{category.Anchor}">{category.Title}</h2>
        {Html.Each(category.Entries, entry => Article(knowledge, entry))}</section>

        """));

    private static Html Lead(KnowledgeBase knowledge, Entry entry, bool samePage) => samePage
        ? Html.Of($"<a href=\"#{Uri.EscapeDataString(entry.Id)}\">{knowledge.Site.Fill(entry.Question)}</a>")
        : Link(knowledge, entry);

    private static Html Sources(Entry entry) => entry.Sources.Count == 0 ? Html.Nothing : Html.Of(
        $"""
        <div class="small sources"><p>{(entry.Sources.Count == 1 ? "Source:" : "Sources:")}</p>
        <ul>
        {Html.Each(entry.Sources, source => Html.Of(
            $"""
            <li><a href="{source.Url.AbsoluteUri}" rel="noopener" target="_blank">{source.Title}</a>
            ({source.Publisher}, {Dated(source.Date)})</li>

            """))}</ul></div>

        """);

    private static string Dated(string date) => date == "not stated" ? "date not stated" : date;
}
