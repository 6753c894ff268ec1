using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot.Conversation;

/// <summary>Writes the replies to warning signs: what to do now comes first, and what could do harm meanwhile is not served at all.</summary>
internal static class AlertReplies
{
    public const string GettingHelp = "I am getting help";
    public const string NotNow = "This is not happening now";
    public const string AskAgain = "Ask me again once it has been checked.";

    private const string NotAPerson = "*I am not a person and cannot keep you safe. These people can: see them or your doctor.*";
    private const string NotAPersonForThem = "*I am not a person and cannot keep them safe. These people can: call a crisis line or a doctor.*";

    /// <summary>The reply, and the finding that it serves beside the alert.</summary>
    /// <param name="alerts">What was raised.</param>
    /// <param name="found">What was found for the question, and may be served to this person.</param>
    /// <param name="limit">What the message asks for that the bot never does, or null.</param>
    /// <param name="above">The line of a graver emergency that stands, or null.</param>
    public static (Activity Reply, Finding Served) Write(
        KnowledgeBase knowledge, RaisedAlerts alerts, Finding found, Limit? limit, string? above, Person person, PublicAddress address)
    {
        var (lead, site) = (alerts.Lead, knowledge.Site);
        var writer = new ReplyWriter(site).Say(above);
        IReadOnlyList<CardAction> buttons = [];
        var served = Served(alerts, found, knowledge, person);
        var page = lead.Sign.Kind == SignKind.Medical ? OwnEntry(lead.Sign, knowledge, address) : null;
        var sources = alerts.IsOneLine ? null : SourceLine.Of(lead.Sign.Sources);
        Advise(writer, knowledge, alerts, person);
        if (lead.Sign.Kind == SignKind.Crisis)
        {
            writer.Say(NotAPersonFor(lead));
        }
        else if (served.Entries.Count > 0)
        {
            writer.Show("---").Say(limit is null ? null : LimitReplies.Words(limit, person));
            buttons = AnswerReplies.Write(writer, knowledge, served, limit is null ? person : LimitReplies.Reader(limit, person), address);
            writer.Show(sources is null ? null : $"On the advice above: {sources}");
        }
        else
        {
            var isHeld = lead.Urgency != Urgency.Emergency && !lead.IsQuestion && found.Entries.Count > 0;
            writer.Say(limit is not null && !lead.HoldsAll ? LimitReplies.Words(limit, person) : null)
                .Say(isHeld ? AskAgain : null).Show(page).Disclaim().Show(lead.Sign.Kind == SignKind.Violence ? null : sources);
            buttons = Answers(lead, isHeld);
        }

        if (lead.IsQuestion)
        {
            buttons = Answers(lead, isHeld: false);
        }

        var reply = writer.Write();
        reply.Importance = lead.Urgency == Urgency.Soon ? ActivityImportance.Normal : ActivityImportance.High;
        reply.InputHint = lead.IsQuestion ? InputHints.ExpectingInput : InputHints.AcceptingInput;
        reply.SuggestedActions = buttons.Count > 0 ? new SuggestedActions { Actions = [.. buttons] } : null;
        return (reply.With(knowledge, served, lead), served);
    }

    /// <summary>The advice for a thread where others read along: no name of the sign, page or source; null where the advice itself would tell.</summary>
    public static Activity? InOpen(KnowledgeBase knowledge, Alert lead, Person person)
    {
        if (lead.Sign.Kind != SignKind.Medical)
        {
            return null;
        }

        var writer = new ReplyWriter(knowledge.Site);
        Advise(writer, knowledge, new RaisedAlerts([lead], PersonMemory.Empty), person);
        return writer.Disclaim().Write().With(knowledge, Finding.Nothing);
    }

    /// <summary>The advice for a page, as Markdown: what the chat would say, its numbers and its sources.</summary>
    public static string OnPage(KnowledgeBase knowledge, RaisedAlerts alerts, Person person)
    {
        var writer = new ReplyWriter(knowledge.Site);
        Advise(writer, knowledge, alerts, person);
        writer.Say(alerts.Lead.Sign.Kind == SignKind.Crisis ? NotAPersonFor(alerts.Lead) : null);
        writer.Show(alerts.Lead.Sign.Kind == SignKind.Medical ? SourceLine.Of(alerts.Lead.Sign.Sources) : null);
        return writer.Write().Text ?? "";
    }

    /// <summary>The advice alone.</summary>
    private static void Advise(ReplyWriter writer, KnowledgeBase knowledge, RaisedAlerts alerts, Person person)
    {
        var (lead, site) = (alerts.Lead, knowledge.Site);
        Say(person.IsUnder16 ? "**Tell an adult you trust now.**" : null);
        if (lead.IsQuestion)
        {
            Say(lead.Ask);
            InFull(alerts.Fresh);
        }
        else if (lead.Sign.Kind == SignKind.Medical && lead.Urgency == Urgency.Soon)
        {
            Say(AlertSteps.InOneLine(lead));
        }
        else if (alerts.IsGiven(lead))
        {
            Say(AlertSteps.Again(lead));
            InFull(alerts.Fresh);
        }
        else
        {
            InFull(lead);
        }

        void InFull(Alert? alert)
        {
            if (alert is not null)
            {
                Say(AlertSteps.Headline(alert));
                Say(AlertSteps.Of(alert, knowledge.WarningSigns));
                Say(alerts.Named.Count > 0 ? $"Tell them this too: {string.Join("; ", alerts.Named.Select(named => named.Sign.Title))}." : null);
                writer.Say(HelpLines.Of(site, AlertSteps.PurposesOf(alert)));
            }
        }

        void Say(string? advice) => writer.Say(advice is null ? null : HelpLines.Fill(site, advice));
    }

    private static string NotAPersonFor(Alert lead) => lead.Subject == AlertSubject.SomeoneElse ? NotAPersonForThem : NotAPerson;

    /// <summary>
    /// Under an emergency stands nothing but the sign's own page: people ask a harmless question around a grave fact. Under anything
    /// else, what could do harm before somebody has looked is held back.
    /// </summary>
    private static Finding Served(RaisedAlerts alerts, Finding found, KnowledgeBase knowledge, Person person) =>
        alerts.Lead.HoldsAll
            // Two questions at once are one too many: what was meant is asked when the first one is answered.
            || (alerts.Lead.IsQuestion && found.Decision == Decision.Suggest)
            ? found.Held() : found.Without(knowledge, person.IsHeld);

    /// <summary>A link to the sign's own entry; null where there is none, or no address to link to.</summary>
    private static string? OwnEntry(WarningSign sign, KnowledgeBase knowledge, PublicAddress address) =>
        knowledge.Find(sign.EntryId ?? "") is { } entry && address.FaqPage(entry.Id) is { } page ? $"[{entry.Question}]({page.AbsoluteUri})" : null;

    /// <summary>Two quiet buttons; none where another person may look at the screen.</summary>
    private static IReadOnlyList<CardAction> Answers(Alert lead, bool isHeld) => lead switch
    {
        { Sign.Kind: not SignKind.Medical } => [],
        { IsQuestion: true } => [AnswerReplies.Button("Yes"), AnswerReplies.Button("No")],
        { Urgency: Urgency.Emergency } => [AnswerReplies.Button(GettingHelp), AnswerReplies.Button(NotNow)],
        _ => isHeld ? [AnswerReplies.Button(NotNow)] : [],
    };
}
