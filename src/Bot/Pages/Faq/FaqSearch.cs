using HipFaqBot.Bot.Conversation;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot.Pages.Faq;

/// <summary>
/// Words typed into a search, judged as the chat judges a message: warning signs, what the bot never does, and what is known of who
/// typed them. Nothing of it is kept.
/// </summary>
internal sealed class FaqSearch
{
    private readonly Match _match;

    /// <param name="memory">What is known of the person from before.</param>
    public FaqSearch(string words, Match match, Detection heard, PersonMemory memory)
    {
        (Words, _match) = (words, match);
        var person = Person.Of(memory.Knowing(heard.Notes), Knowledge.WarningSigns, heard.Alerts.Select(alert => alert.Sign));
        var limit = Knowledge.Limits.Detect(words, person.IsMaternity);
        var found = limit is null || (limit.ShowsAnswer && !limit.IsMedicine)
            ? FaqFinds.Of(match)
            : new FaqFinds(LimitReplies.Under(limit, words, match, person).In(Knowledge), []);
        Finds = found.Without(entry => person.IsBarred(entry) || person.IsHeld(entry));
        Reader = limit is null ? person : LimitReplies.Reader(limit, person);
        Alert = heard.Alerts.Count > 0 ? new FaqAlert(Knowledge, new RaisedAlerts(heard.Alerts, memory), person) : null;
        Instead = limit is not null ? LimitReplies.Words(limit, person)
            : found.Answers.Any(person.IsBarred) ? AnswerReplies.None(Knowledge.Site, person with { WasBarred = true })
            : null;
    }

    public string Words { get; }

    public KnowledgeBase Knowledge => _match.Knowledge;

    /// <summary>Whether nothing in them can be looked up.</summary>
    public bool HasNoWords => _match.Words.Count == 0;

    /// <summary>The warning signs in them; null where there are none.</summary>
    public FaqAlert? Alert { get; }

    /// <summary>What is said instead of what the bot never does, or never to this person, Markdown; null mostly.</summary>
    public string? Instead { get; }

    /// <summary>What stands above the entries, Markdown: what is said instead, or whom this person asks first. Null mostly.</summary>
    public string? Above(params IReadOnlyList<Entry> entries) => Instead ?? AnswerReplies.First(entries, Reader);

    /// <summary>What may be shown to this person.</summary>
    public FaqFinds Finds { get; }

    /// <summary>Who reads it.</summary>
    public Person Reader { get; }
}
