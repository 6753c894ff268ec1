using HipFaqBot.Bot.Conversation;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot.Pages.Faq;

/// <summary>
/// What the page says where the words typed into its search hold a warning sign: the same advice as in the chat, above all else, and
/// announced to screen readers.
/// </summary>
internal sealed class FaqAlert(KnowledgeBase knowledge, RaisedAlerts alerts, Person person)
{
    /// <summary>Whether no answer stands below it, and what was typed is not shown again.</summary>
    public bool StandsAlone => Lead.HoldsAll;

    /// <summary>The advice; in a few plain words where days are time enough.</summary>
    public Html Card => Html.Of(
        $"""
        <section class="alert{(Lead.Urgency == Urgency.Soon ? " calm" : "")}" role="{(Lead.Urgency == Urgency.Soon ? "note" : "alert")}" aria-label="Get help">
        {AnswerMarkdown.Render(knowledge.Site, AlertReplies.OnPage(knowledge, alerts, person), level: 2)}
        {OwnEntry}{Disclaimer}
        </section>

        """);

    private Alert Lead => alerts.Lead;

    /// <summary>The crisis reply ends in words of its own.</summary>
    private Html Disclaimer => Lead.Sign.Kind == SignKind.Crisis
        ? Html.Nothing
        : Html.Of($"<p class=\"small disclaimer\">{knowledge.Site.Fill(knowledge.Site.Disclaimer)}</p>");

    private Html OwnEntry => Lead.Sign.Kind == SignKind.Medical && knowledge.Find(Lead.Sign.EntryId ?? "") is { } entry
        ? Html.Of($"<p>{FaqParts.Link(knowledge, entry)}</p>\n")
        : Html.Nothing;
}
