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
    public Said Reply(string text, PersonMemory memory, bool isGroup, PublicAddress address)
    {
        var now = time.GetUtcNow();
        // A warning sign is looked for before anything else, and in all of a long story.
        var heard = current.Detector.Detect(text, memory.Traces, now);
        memory = memory with
        {
            IsUnder16 = memory.IsUnder16 || heard.Notes.Contains("under16"),
            IsMaternity = memory.IsMaternity || heard.Notes.Contains("maternity"),
        };
        var person = new Person(memory.IsUnder16, memory.IsMaternity, memory.HadCrisis, heard.Notes.Contains("distress"));
        return heard.Alerts.Count > 0 ? Alert(text, heard, memory, person, now, address) : Answer(text, heard, memory, person, now, isGroup, address);
    }

    private Said Alert(string text, Detection heard, PersonMemory memory, Person person, DateTimeOffset now, PublicAddress address)
    {
        var match = matcher.Match(text);
        // What is sure goes before what is asked, unless the question is graver.
        IReadOnlyList<Alert> alerts = [.. heard.Alerts.OrderByDescending(alert => alert.Sign.Kind == SignKind.Crisis)
            .ThenByDescending(alert => alert.Urgency).ThenBy(alert => alert.IsQuestion)];
        var lead = alerts[0];
        var found = Barred(Finding.Of(match), match.Knowledge, ref person);
        var (reply, served) = AlertReplies.Write(match.Knowledge, alerts, memory.HasGiven(lead, now), found, person, address);
        var kept = lead.IsQuestion ? memory : memory.Gave(lead, now);
        return new Said(reply, kept.Heard(heard, lead.IsQuestion ? lead.Sign.Id : null) with { Held = served == found ? null : found })
        {
            IsPrivate = true,
            InOpen = AlertReplies.InOpen(match.Knowledge, lead, person),
        };
    }

    private Said Answer(
        string text, Detection heard, PersonMemory memory, Person person, DateTimeOffset now, bool isGroup, PublicAddress address)
    {
        var knowledge = current.Knowledge;
        var talk = knowledge.SmallTalk.Find(text);
        var standing = memory.StandingAt(now);
        if (talk?.Id == SmallTalk.NotNow && standing is not null)
        {
            var alarm = new SuspectedFalseAlarm(standing.Sign, standing.Urgency, standing.Time, knowledge.Version);
            return Released(talk, knowledge, heard, memory with { Standing = null }, person, address) with { FalseAlarm = alarm };
        }

        if (talk?.Id == SmallTalk.No && memory.Traces is [.., { Asked: not null }] && memory.Held is not null)
        {
            return Released(talk, knowledge, heard, memory, person, address);
        }

        var above = Above(standing, knowledge, isGroup);
        memory = memory.Heard(heard, asked: null);
        if (text.Length > FaqBot.MaxCharacters)
        {
            return new Said(Notices.TooLong(knowledge.Site, above), memory);
        }

        if (knowledge.Limits.Detect(text) is { } limit)
        {
            return new Said(Limited(limit, text, above, person, address), memory);
        }

        if (talk is not null)
        {
            return new Said(Talked(talk, knowledge, above), memory);
        }

        var match = matcher.Match(text);
        if (match.Words.Count == 0 && !person.IsDistressed)
        {
            return new Said(Notices.Empty(match.Knowledge.Site, above), memory);
        }

        var found = Barred(Finding.Of(match), match.Knowledge, ref person);
        return new Said(Found(match.Knowledge, found, Caution(above, standing, found, match.Knowledge), standing, person, address), memory);
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

    /// <summary>What the bot never does: the fixed reply, and under it the entry's cautions where they belong there.</summary>
    private Activity Limited(Limit limit, string text, string? above, Person person, PublicAddress address)
    {
        var match = matcher.Match(text);
        var knowledge = match.Knowledge;
        var found = limit.ShowsAnswer && match.Decision == Decision.Answer ? Barred(Finding.Of(match), knowledge, ref person) : Finding.Of(match).Held();
        var writer = new ReplyWriter(knowledge.Site).Say(above).Say(person.IsUnder16 ? $"**Tell an adult you trust now.**" : null).Say(limit.Reply);
        IReadOnlyList<CardAction> buttons = [];
        if (found.Entries.Count > 0)
        {
            writer.Show("---");
            buttons = AnswerReplies.Write(writer, knowledge, found, person, address);
        }

        var reply = writer.Disclaim().Write();
        reply.SuggestedActions = buttons.Count > 0 ? new SuggestedActions { Actions = [.. buttons] } : null;
        return reply.With(knowledge, found, also: ("limit", limit.Id));
    }

    private static Activity Talked(SmallTalk talk, KnowledgeBase knowledge, string? above)
    {
        var writer = new ReplyWriter(knowledge.Site).Say(above).Say(talk.Reply);
        return (talk.SpeaksOfHealth || above is not null ? writer.Disclaim() : writer).Write()
            .With(knowledge, Finding.Nothing, also: ("smallTalk", talk.Id));
    }

    /// <summary>It is not happening: the question that was held back is answered.</summary>
    private static Said Released(SmallTalk talk, KnowledgeBase knowledge, Detection heard, PersonMemory memory, Person person, PublicAddress address)
    {
        var found = Barred(memory.Held ?? Finding.Nothing, knowledge, ref person);
        memory = memory.Heard(heard, asked: null) with { Held = null };
        return new Said(
            found.Entries.Count > 0 ? Found(knowledge, found, talk.Reply, standing: null, person, address) : Talked(talk, knowledge, above: null),
            memory);
    }

    /// <summary>The line of an emergency that stands above what is said within its hour. Where others read, it names nothing.</summary>
    private static string? Above(GivenAlert? standing, KnowledgeBase knowledge, bool isGroup) => standing is null
        ? null
        : HelpLines.Fill(knowledge.Site, (isGroup ? null : knowledge.WarningSigns.Find(standing.Sign)?.Kind) switch
        {
            SignKind.Medical => "**If what you wrote of is still happening, call {number} now.**",
            SignKind.Crisis => "**You do not have to be alone with this. Call {number} if you may act on it, or a crisis line.**",
            _ => "**In an emergency call {number}.**",
        });

    /// <summary>What could do harm before somebody has looked is served with a word to wait.</summary>
    private static string? Caution(string? above, GivenAlert? standing, Finding found, KnowledgeBase knowledge) =>
        standing is not null && knowledge.WarningSigns.Find(standing.Sign) is { } sign && found.In(knowledge).Any(entry => sign.HeldCategories.Contains(entry.Category))
            ? $"{above} Wait with this until you have been checked."
            : above;

    private static Finding Barred(Finding found, KnowledgeBase knowledge, ref Person person)
    {
        var left = found.Without(knowledge, person.IsBarred);
        person = person with { WasBarred = left != found && left.Entries.Count == 0 };
        return left;
    }
}
