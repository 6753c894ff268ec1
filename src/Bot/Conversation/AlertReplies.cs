using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot.Conversation;

/// <summary>Writes the replies to warning signs: what to do now comes first, and what could do harm meanwhile is not served at all.</summary>
internal static class AlertReplies
{
    public const string GettingHelp = "I am getting help";
    public const string NotNow = "This is not happening now";

    private const string AskAgain = "Ask me again once you have been checked.";
    private const string NotAPerson = "*I am not a person and cannot keep you safe. These people can: see them or your doctor.*";

    /// <summary>The reply, and the finding that it serves beside the alert.</summary>
    /// <param name="alerts">What was raised, the one that leads first.</param>
    /// <param name="inOneLine">Whether the full advice was given within the hour.</param>
    /// <param name="found">What was found for the question.</param>
    public static (Activity Reply, Finding Served) Write(
        KnowledgeBase knowledge, IReadOnlyList<Alert> alerts, bool inOneLine, Finding found, Person person, PublicAddress address)
    {
        var (lead, site) = (alerts[0], knowledge.Site);
        var writer = new ReplyWriter(site);
        var buttons = new List<CardAction>();
        var served = IsServed(lead, found, knowledge) ? found : found.Held();
        Advise(writer, knowledge, alerts, inOneLine, person);
        if (lead.Sign.Kind == SignKind.Crisis)
        {
            writer.Say(NotAPerson);
        }
        else if (lead.Urgency == Urgency.Emergency)
        {
            writer.Show(OwnEntry(lead.Sign, knowledge, address)).Disclaim().Show(SourceLine.Of(lead.Sign.Sources));
            buttons.AddRange(Answers(lead));
        }
        else if (served.Entries.Count == 0 && found.Entries.Count > 0)
        {
            writer.Say(AskAgain).Disclaim().Show(SourceLine.Of(lead.Sign.Sources));
        }
        else
        {
            writer.Show(SourceLine.Of(lead.Sign.Sources)).Show("---");
            buttons.AddRange(AnswerReplies.Write(writer, knowledge, served, person, address));
            if (lead.IsQuestion)
            {
                buttons = [.. Answers(lead)];
            }
        }

        var reply = writer.Write();
        reply.Importance = lead.Urgency == Urgency.Soon ? ActivityImportance.Normal : ActivityImportance.High;
        reply.InputHint = lead.IsQuestion ? InputHints.ExpectingInput : InputHints.AcceptingInput;
        reply.SuggestedActions = buttons.Count > 0 ? new SuggestedActions { Actions = buttons } : null;
        return (reply.With(knowledge, served, lead), served);
    }

    /// <summary>The advice alone, by which every channel and page begins.</summary>
    public static void Advise(ReplyWriter writer, KnowledgeBase knowledge, IReadOnlyList<Alert> alerts, bool inOneLine, Person person)
    {
        var (lead, site) = (alerts[0], knowledge.Site);
        var others = alerts.Skip(1).Where(alert => alert.Sign.Kind == SignKind.Medical && !alert.IsQuestion).Select(alert => alert.Sign.Title).Take(2).ToList();
        if (lead.IsQuestion)
        {
            Say(lead.Sign.Ask);
        }
        else if (lead.Sign.Kind == SignKind.Medical && lead.Urgency == Urgency.Soon)
        {
            // One plain line: whom to see, within how many days.
            Say(string.Join(' ', lead.Sign.Steps).Replace("**", "", StringComparison.Ordinal));
        }
        else if (inOneLine)
        {
            Say(lead.Urgency == Urgency.Emergency ? $"**Call {{number}} now if you have not yet.** {lead.Sign.Title}." : $"**Get help today if you have not yet.** {lead.Sign.Title}.");
        }
        else
        {
            Say(lead.Sign.Kind == SignKind.Medical ? Headline(lead.Urgency) : null);
            Say(person.IsUnder16 ? "**Tell an adult you trust now.**" : null);
            Say(AdviceOf(lead, knowledge.WarningSigns));
            Say(others.Count > 0 && lead.Sign.Kind == SignKind.Medical ? $"Tell them this too: {string.Join("; ", others)}." : null);
            writer.Say(HelpLines.Of(site, PurposesOf(lead)));
        }

        void Say(string? advice) => writer.Say(advice is null ? null : HelpLines.Fill(site, advice));
    }

    /// <summary>The advice for a thread where others read along: no name of the sign, page or source; null where the advice itself would tell.</summary>
    public static Activity? InOpen(KnowledgeBase knowledge, Alert lead, Person person)
    {
        if (lead.Sign.Kind != SignKind.Medical)
        {
            return null;
        }

        var writer = new ReplyWriter(knowledge.Site);
        Advise(writer, knowledge, [lead], inOneLine: false, person);
        return writer.Disclaim().Write().With(knowledge, Finding.Nothing);
    }

    /// <summary>
    /// Under an emergency stands nothing but the sign's own page: people ask a harmless question around a grave fact. What is to be
    /// seen today holds back the categories that could do harm meanwhile.
    /// </summary>
    public static bool IsServed(Alert lead, Finding found, KnowledgeBase knowledge) =>
        lead.Urgency != Urgency.Emergency && lead.Sign.Kind == SignKind.Medical
        && (lead.Urgency == Urgency.Soon || !found.In(knowledge).Any(entry => lead.Sign.HeldCategories.Contains(entry.Category)));

    /// <summary>A link to the sign's own entry; null where there is none, or no address to link to.</summary>
    private static string? OwnEntry(WarningSign sign, KnowledgeBase knowledge, PublicAddress address) =>
        knowledge.Find(sign.EntryId ?? "") is { } entry && address.FaqPage(entry.Id) is { } page ? $"[{entry.Question}]({page.AbsoluteUri})" : null;

    /// <summary>Two quiet buttons; none where another person may look at the screen.</summary>
    private static IEnumerable<CardAction> Answers(Alert lead) =>
        lead.Sign.Kind == SignKind.Violence ? []
        : lead.IsQuestion ? [AnswerReplies.Button("Yes"), AnswerReplies.Button("No")]
        : [AnswerReplies.Button(GettingHelp), AnswerReplies.Button(NotNow)];

    private static string Headline(Urgency urgency) =>
        urgency == Urgency.Emergency ? "**This may be an emergency. Call {number} now.**" : "**Get help today.**";

    private static string AdviceOf(Alert alert, WarningSigns signs) => alert.Subject == AlertSubject.Self
        ? alert.Sign.Advice
        : alert.Sign.AdviceForSomeoneElse ?? (alert.Sign.Kind == SignKind.Medical && signs.ForSomeoneElse is { } above ? $"{above}\n\n{alert.Sign.Advice}" : alert.Sign.Advice);

    private static IEnumerable<HelpPurpose> PurposesOf(Alert alert)
    {
        HelpPurpose[] first = alert.Sign.Kind switch
        {
            SignKind.Crisis => [HelpPurpose.Crisis, HelpPurpose.Emergency],
            SignKind.Violence => [HelpPurpose.Emergency, HelpPurpose.Abuse],
            _ => alert.Urgency == Urgency.Emergency ? [HelpPurpose.Emergency] : [HelpPurpose.UrgentAdvice],
        };
        return first.Concat(alert.Sign.Numbers);
    }
}
