using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot.Conversation;

/// <summary>
/// One message's way to its reply, in a straight line: warning signs, an answer to what the bot asked, what the bot never does, small
/// talk, and only then the entries.
/// </summary>
internal sealed class Answerer(Matcher matcher, CurrentKnowledge current, TimeProvider time)
{
    /// <summary>Says what is to be said; keeps nothing itself.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="isGroup">Whether others can read it.</param>
    /// <param name="hasFiles">Whether a picture or another file came with it.</param>
    public Said Reply(string text, PersonMemory memory, bool isGroup, PublicAddress address, bool hasFiles = false)
    {
        var now = time.GetUtcNow();
        // A warning sign is looked for before anything else, and in all of a long story.
        var heard = current.Detector.Detect(text, memory.Traces, now);
        heard = heard with { Alerts = New(heard.Alerts, text, memory) };
        memory = memory.Knowing(heard.Notes);
        var person = Person.Of(memory, current.Knowledge.WarningSigns, heard.Alerts.Select(alert => alert.Sign)) with
        {
            IsDistressed = heard.Notes.Contains("distress"),
        };
        return heard.Alerts.Count > 0 ? Alert(text, heard, memory, person, now, isGroup, address) : Answer(text, heard, memory, person, isGroup, address, hasFiles);
    }

    /// <summary>
    /// Without what a harmless question only completes: while an emergency stands, its own words and the question's together often make
    /// a lesser sign, and the emergency's line says it all.
    /// </summary>
    private IReadOnlyList<Alert> New(IReadOnlyList<Alert> alerts, string text, PersonMemory memory)
    {
        if (memory.Standing is not { } standing || alerts.All(alert => alert.Urgency >= standing.Urgency))
        {
            return alerts;
        }

        var own = current.Detector.DetectAll(text).Select(alert => alert.Sign.Id).ToHashSet();
        return [.. alerts.Where(alert => alert.Urgency >= standing.Urgency || own.Contains(alert.Sign.Id))];
    }

    private Said Alert(
        string text, Detection heard, PersonMemory memory, Person person, DateTimeOffset now, bool isGroup, PublicAddress address)
    {
        var match = matcher.Match(text);
        var alerts = new RaisedAlerts(heard.Alerts, memory);
        // A yes asks nothing: what was asked before it is answered, or waits.
        var limit = heard.IsYes ? null : match.Knowledge.Limits.Detect(text, person.IsMaternity);
        var found = limit is not null ? LimitReplies.Under(limit, text, match, person)
            : Barred(heard.IsYes ? memory.Held ?? Finding.Nothing : Finding.Of(match), match.Knowledge, ref person);
        // What is to be seen today takes nothing away from the emergency that stands.
        var above = memory.Standing is { } standing && alerts.Lead.Urgency < standing.Urgency ? Above(standing, match.Knowledge, isGroup) : null;
        var (reply, served) = AlertReplies.Write(match.Knowledge, alerts, found, limit, above, person, address);
        var kept = alerts.NotedIn(memory, now).Heard(heard, alerts.Lead.IsQuestion ? alerts.Lead.Sign.Id : null);
        // Who speaks of self-harm has asked nothing that could wait; what the bot never does waits for nothing.
        return new Said(reply, kept with { Held = served == found || limit is not null || alerts.Lead.Sign.Kind == SignKind.Crisis ? null : found })
        {
            IsPrivate = true,
            InOpen = AlertReplies.InOpen(match.Knowledge, alerts.Lead, person),
        };
    }

    private Said Answer(string text, Detection heard, PersonMemory memory, Person person, bool isGroup, PublicAddress address, bool hasFiles)
    {
        var knowledge = current.Knowledge;
        var talk = knowledge.SmallTalk.Find(text);
        if (talk?.Id == SmallTalk.NotNow && (memory.Held is not null || memory.Given.Any(given => !given.IsOver)))
        {
            return Released(talk, knowledge, heard, memory, person, address) with
            {
                FalseAlarm = (memory.Standing ?? memory.Given.LastOrDefault(given => given.InFull)) is { } alarm
                    ? new SuspectedFalseAlarm(alarm.Sign, alarm.Urgency, alarm.Time, knowledge.Version)
                    : null,
            };
        }

        if (talk?.Id == SmallTalk.No && memory.Traces is [.., { Asked: not null }] && memory.Held is not null)
        {
            return Released(talk, knowledge, heard, memory, person, address);
        }

        var above = Above(memory.Standing, knowledge, isGroup);
        memory = memory.Heard(heard, asked: null);
        if (text.Length > FaqBot.MaxCharacters)
        {
            return new Said(Notices.TooLong(knowledge.Site, above), memory);
        }

        // A picture is asked about, whatever is written with it.
        if ((knowledge.Limits.Detect(text, person.IsMaternity) ?? (hasFiles ? knowledge.Limits.Pictures : null)) is { } limit)
        {
            return new Said(LimitReplies.Write(limit, text, matcher.Match(text), above, person, address), memory);
        }

        if (talk is not null)
        {
            return new Said(Talked(talk, knowledge, talk.Id == SmallTalk.GettingHelp ? null : above), memory);
        }

        var match = matcher.Match(text);
        if (match.Words.Count == 0 && !person.IsDistressed)
        {
            return new Said(Notices.Empty(match.Knowledge.Site, above), memory);
        }

        var found = Barred(Finding.Of(match), match.Knowledge, ref person);
        var served = found.Without(match.Knowledge, person.IsHeld);
        var isHeld = served.Entries.Count == 0 && found.Entries.Count > 0;
        var reply = isHeld
            ? Waiting(match.Knowledge, served, above)
            : Found(match.Knowledge, served, above, memory.Standing, person, address);
        return new Said(reply, isHeld ? memory with { Held = found } : memory) { IsPrivate = isHeld || person.IsDistressed };
    }

    /// <summary>What could do harm before somebody has looked: it waits, and the person may say that there is nothing to wait for.</summary>
    private static Activity Waiting(KnowledgeBase knowledge, Finding held, string? above)
    {
        var reply = new ReplyWriter(knowledge.Site).Say(above)
            .Say("That could do harm before someone has looked at what you wrote of. Please have it checked first.")
            .Say(AlertReplies.AskAgain).Disclaim().Write();
        reply.SuggestedActions = new SuggestedActions { Actions = [AnswerReplies.Button(AlertReplies.NotNow)] };
        return reply.With(knowledge, held);
    }

    private static Activity Found(KnowledgeBase knowledge, Finding found, string? above, GivenAlert? standing, Person person, PublicAddress address)
    {
        var writer = new ReplyWriter(knowledge.Site).Say(above);
        if (person.IsDistressed)
        {
            Support(writer, knowledge.Site);
        }

        // To somebody who cannot cope, "I don't know" is no answer.
        IReadOnlyList<CardAction> buttons = person.IsDistressed && found.Decision == Decision.Decline
            ? []
            : AnswerReplies.Write(writer, knowledge, found, person, address);
        var reply = writer.Disclaim().Write();
        if (standing is not null && knowledge.WarningSigns.Find(standing.Sign)?.Kind == SignKind.Medical)
        {
            buttons = [.. buttons, AnswerReplies.Button(AlertReplies.NotNow)];
        }

        reply.SuggestedActions = buttons.Count > 0 ? new SuggestedActions { Actions = [.. buttons] } : null;
        reply.InputHint = found.Decision == Decision.Suggest ? InputHints.ExpectingInput : InputHints.AcceptingInput;
        return reply.With(knowledge, found);
    }

    /// <summary>Support and a person to talk to; no alarm.</summary>
    private static void Support(ReplyWriter writer, Site site) => writer
        .Say("**That sounds very hard, and you do not have to bear it alone.** Please tell someone today how bad it is: somebody close to you, or your doctor.")
        .Say(HelpLines.Of(site, HelpPurpose.Crisis));

    private static Activity Talked(SmallTalk talk, KnowledgeBase knowledge, string? above)
    {
        var writer = new ReplyWriter(knowledge.Site).Say(above).Say(talk.Reply);
        return (talk.SpeaksOfHealth || above is not null ? writer.Disclaim() : writer).Write()
            .With(knowledge, Finding.Nothing, also: ("smallTalk", talk.Id));
    }

    /// <summary>It is not happening: the question that was held back is answered.</summary>
    private static Said Released(SmallTalk talk, KnowledgeBase knowledge, Detection heard, PersonMemory memory, Person person, PublicAddress address)
    {
        person = person with { HeldCategories = new HashSet<string>() };
        var found = Barred(memory.Held ?? Finding.Nothing, knowledge, ref person);
        var wasCrisis = memory.Standing is { } standing && knowledge.WarningSigns.Find(standing.Sign)?.Kind == SignKind.Crisis;
        var calm = wasCrisis ? talk with { Reply = AfterCrisis(knowledge.Site) } : talk;
        return new Said(
            found.Entries.Count > 0 ? Found(knowledge, found, calm.Reply, standing: null, person, address) : Talked(calm, knowledge, above: null),
            // What does not happen makes no sign with what is asked next; a no to the bot's question says less than that.
            (talk.Id == SmallTalk.NotNow ? memory.Released() with { Traces = [] } : memory.Released()).Heard(heard, asked: null));
    }

    /// <summary>To who says that there is no danger now: still somebody to talk to, and no doubt about their word.</summary>
    private static string AfterCrisis(Site site) =>
        "Thank you for telling me. If such thoughts come, talk to someone you trust, or call or text a crisis line, by day or night.\n\n"
        + HelpLines.Of(site, HelpPurpose.Crisis);

    /// <summary>The line of an emergency that stands above what is said within its hour. Where others read, it names nothing.</summary>
    private static string? Above(GivenAlert? standing, KnowledgeBase knowledge, bool isGroup) => standing is null
        ? null
        : HelpLines.Fill(knowledge.Site, (isGroup ? null : knowledge.WarningSigns.Find(standing.Sign)?.Kind) switch
        {
            SignKind.Medical => "**If what you wrote of is still happening, call {number} now.**",
            SignKind.Crisis => "**You do not have to be alone with this. Call {number} if you may act on it, or a crisis line.**",
            _ => "**In an emergency call {number}.**",
        });

    private static Finding Barred(Finding found, KnowledgeBase knowledge, ref Person person)
    {
        var left = found.Without(knowledge, person.IsBarred);
        person = person with { WasBarred = left != found && left.Entries.Count == 0 };
        return left;
    }
}
