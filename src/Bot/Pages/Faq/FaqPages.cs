using HipFaqBot.Bot.Conversation;
using HipFaqBot.Search.Knowledge;

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

    /// <summary>
    /// What was found for words that were typed; what they hold of warning signs stands above it, and holds back what could do harm, and
    /// what the bot never does gets its fixed reply.
    /// </summary>
    public Html Found(FaqSearch search)
    {
        var knowledge = search.Knowledge;
        var head = new FaqHead($"Search – {FaqLayout.Title}", AboutAll, Canonical: null, Html.Nothing);
        var alert = search.Alert;
        return layout.Page(knowledge.Site, head, Html.Of(
            $"""
            <h1>{FaqLayout.Title}</h1>
            {alert?.Card ?? Html.Nothing}{(alert is { StandsAlone: true } ? Html.Nothing : Notice(search))}{FaqParts.SearchForm(alert is { StandsAlone: true } ? "" : search.Words)}{(alert is { StandsAlone: true } ? AllQuestions : Html.Of(
                $"""
                {Finds(search)}{FaqParts.Contents(knowledge, FaqCategory.Of(knowledge), samePage: false)}
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

    /// <summary>The fixed reply to what the bot never does, or whom this person asks first; above the answers.</summary>
    private static Html Notice(FaqSearch search) => search.Above(search.Finds.Answers) is not { } notice
        ? Html.Nothing
        : Html.Of(
            $"""
            <section class="alert calm" role="note" aria-label="Ask first">
            {AnswerMarkdown.Render(search.Knowledge.Site, notice, level: 2)}
            <p class="small disclaimer">{search.Knowledge.Site.Fill(search.Knowledge.Site.Disclaimer)}</p>
            </section>

            """);

    private static Html Finds(FaqSearch search)
    {
        var (knowledge, finds) = (search.Knowledge, search.Finds);
        if (finds.Answers.Count > 0)
        {
            return Section(finds.Answers.Count == 1 ? "The answer that fits best" : "The answers that fit best", Html.Of(
                $"{Html.Each(finds.Answers, entry => FaqParts.Article(knowledge, search.Reader.AsRead(entry)))}{Titled("These may fit, too", knowledge, finds.Others)}\n"));
        }

        return search.HasNoWords ? Section("Please type your question in a few words", Html.Nothing)
            : search.Alert is not null ? Section(AlertReplies.AskAgain, Html.Nothing)
            // The notice above has said all.
            : search.Instead is not null ? Html.Nothing
            : Section("Nothing here fits your words", Html.Of(
                $"""
                <p>Please try other words, look through all questions below, or ask your doctor or another clinician.</p>
                <p><strong>{PageText.Of(knowledge.Site).EmergencyLine}</strong></p>

                """));
    }

    private static Html Section(string title, Html content) => Html.Of(
        $"""
        <section class="found" aria-labelledby="found_title">
        <h2 id="found_title">{title}</h2>
        {content}</section>

        """);

    private static Html Titled(string title, KnowledgeBase knowledge, IReadOnlyList<Entry> entries) => entries.Count == 0
        ? Html.Nothing
        : Html.Of($"<section class=\"related\"><h2>{title}</h2>\n{FaqParts.Links(knowledge, entries)}</section>\n");

    private string AddressOf(Entry entry) => Address(FaqParts.PathOf(entry));

    // Without the public address a relative one: what a request says of its host is anybody's word.
    private string Address(string path) => address.At(path)?.AbsoluteUri ?? path;
}
