using HipFaqBot.Bot.Conversation;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot.Pages.Faq;

/// <summary>The pages, each from one version of the knowledge.</summary>
internal sealed class FaqPages(FaqLayout layout, PublicAddress address)
{
    private const string AboutAll =
        "Common questions about hip pain, answered in plain language, with the sources of each answer.";

    /// <summary>A search result is cut at about this length by those who show it, characters.</summary>
    private const int DescriptionLength = 155;

    public Html All(KnowledgeBase knowledge)
    {
        var categories = FaqCategory.Of(knowledge);
        var schema = FaqSchema.Of(knowledge.Site, categories.SelectMany(category => category.Entries), AddressOf);
        return layout.Page(knowledge.Site, new FaqHead(FaqLayout.Title, AboutAll, Address("/faq"), schema), Html.Of(
            $"""
            <h1>{FaqLayout.Title}</h1>
            <p>{AboutAll} {FaqLayout.Note} You can also <a href="/chat">ask in the chat</a>.</p>
            <p class="disclaimer">{knowledge.Site.Fill(knowledge.Site.LongDisclaimer)}</p>
            <p class="small">{IntendedUse.Text}</p>
            {FaqParts.SearchForm("")}{FaqParts.Contents(knowledge, categories, samePage: true)}{FaqParts.Chapters(knowledge, categories)}
            """));
    }

    public Html One(KnowledgeBase knowledge, Entry entry)
    {
        var site = knowledge.Site;
        var question = site.Fill(entry.Question);
        var head = new FaqHead(
            $"{question} – {FaqLayout.Title}", AnswerMarkdown.Beginning(site, entry.Answer, DescriptionLength), AddressOf(entry),
            FaqSchema.Of(site, [entry], AddressOf));
        var related = FaqParts.RelatedTo(knowledge, entry);
        return layout.Page(site, head, Html.Of(
            $"""
            <article id="{entry.Id}">
            <h1>{question}</h1>
            {FaqParts.Answer(knowledge, entry, level: 2)}</article>
            {Titled("Related questions", knowledge, related)}<section class="onward"><h2>Not what you were looking for?</h2>
            <p><a href="/faq">See all questions</a>, or <a href="/chat">ask in the chat</a>.</p>
            {FaqParts.SearchForm("")}</section>

            """));
    }

    /// <summary>What was found for words that were typed; what they hold of warning signs stands above it, and holds back what could do harm.</summary>
    public Html Found(Match match, IReadOnlyList<Alert> alerts, string words)
    {
        var knowledge = match.Knowledge;
        var head = new FaqHead($"Search – {FaqLayout.Title}", AboutAll, Canonical: null, Html.Nothing);
        var alert = alerts.Count > 0 ? new FaqAlert(knowledge, new RaisedAlerts(alerts, PersonMemory.Empty)) : null;
        return layout.Page(knowledge.Site, head, Html.Of(
            $"""
            <h1>{FaqLayout.Title}</h1>
            {alert?.Card ?? Html.Nothing}{FaqParts.SearchForm(alert is { StandsAlone: true } ? "" : words)}{(alert is { StandsAlone: true } ? AllQuestions : Html.Of(
                $"""
                <section class="found" aria-labelledby="found_title">
                {Finds(match, alert)}</section>
                {FaqParts.Contents(knowledge, FaqCategory.Of(knowledge), samePage: false)}
                """))}
            """));
    }

    private static Html AllQuestions => Html.Of($"<p><a href=\"/faq\">See all questions</a></p>\n");

    public Html Missing(KnowledgeBase knowledge)
    {
        var head = new FaqHead($"Not found – {FaqLayout.Title}", AboutAll, Canonical: null, Html.Nothing);
        return layout.Page(knowledge.Site, head, Html.Of(
            $"""
            <h1>There is no answer at this address</h1>
            <p>It may have been moved or taken back. Please choose one of the questions below, search for yours, or
            <a href="/chat">ask in the chat</a>.</p>
            {FaqParts.SearchForm("")}{FaqParts.Contents(knowledge, FaqCategory.Of(knowledge), samePage: false)}
            """));
    }

    private static Html Finds(Match match, FaqAlert? alert)
    {
        var knowledge = match.Knowledge;
        if (match.Words.Count == 0)
        {
            return Html.Of($"<h2 id=\"found_title\">Please type your question in a few words</h2>\n");
        }

        var finds = alert is null ? FaqFinds.Of(match) : FaqFinds.Of(match).Without(alert.Holds);
        if (alert is not null && finds.Answers.Count == 0)
        {
            return Html.Of($"<h2 id=\"found_title\">{AlertReplies.AskAgain}</h2>\n");
        }

        if (finds.Answers.Count == 0)
        {
            return Html.Of(
                $"""
                <h2 id="found_title">Nothing here fits your words</h2>
                <p>Please try other words, look through all questions below, or ask your doctor or another clinician.</p>
                <p><strong>{PageText.Of(knowledge.Site).EmergencyLine}</strong></p>

                """);
        }

        return Html.Of(
            $"""
            <h2 id="found_title">{(finds.Answers.Count == 1 ? "The answer that fits best" : "The answers that fit best")}</h2>
            {Html.Each(finds.Answers, entry => FaqParts.Article(knowledge, entry))}{Titled("These may fit, too", knowledge, finds.Others)}
            """);
    }

    private static Html Titled(string title, KnowledgeBase knowledge, IReadOnlyList<Entry> entries) => entries.Count == 0
        ? Html.Nothing
        : Html.Of($"<section class=\"related\"><h2>{title}</h2>\n{FaqParts.Links(knowledge, entries)}</section>\n");

    private string AddressOf(Entry entry) => Address(FaqParts.PathOf(entry));

    // Without the public address a relative one: what a request says of its host is anybody's word.
    private string Address(string path) => address.At(path)?.AbsoluteUri ?? path;
}
