using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot.Conversation;

/// <summary>Writes the replies to what the bot never does: the fixed words, and under them the entry's cautions where they belong there.</summary>
internal static class LimitReplies
{
    /// <summary>The reply.</summary>
    /// <param name="above">The line of an emergency that stands, or null.</param>
    public static Activity Write(Limit limit, string text, Match match, string? above, Person person, PublicAddress address)
    {
        var knowledge = match.Knowledge;
        var found = Under(limit, text, match, person);
        var writer = new ReplyWriter(knowledge.Site).Say(above).Say(Words(limit, person));
        IReadOnlyList<CardAction> buttons = [];
        if (found.Entries.Count > 0)
        {
            writer.Show("---");
            buttons = AnswerReplies.Write(writer, knowledge, found, Reader(limit, person), address);
        }

        var reply = writer.Disclaim().Write();
        reply.SuggestedActions = buttons.Count > 0 ? new SuggestedActions { Actions = [.. buttons] } : null;
        return reply.With(knowledge, found, also: ("limit", limit.Id));
    }

    /// <summary>The fixed words, and whom this person asks first; Markdown.</summary>
    public static string Words(Limit limit, Person person) =>
        person.IsUnder16 ? $"{AnswerReplies.AdultFirst}\n\n{limit.Reply}"
        : person.IsMaternity && limit.IsMedicine ? $"{AnswerReplies.MidwifeFirst}\n\n{limit.Reply}"
        : limit.Reply;

    /// <summary>
    /// What stands under them: what is sure to be asked, or else what there is on the medicine that is named; about a medicine nothing but
    /// medicines' entries.
    /// </summary>
    public static Finding Under(Limit limit, string text, Match match, Person person)
    {
        var found = Finding.Of(match);
        var cautions = !limit.ShowsAnswer ? found.Held()
            : match.Answer is { } answer && (!limit.IsMedicine || answer.Category == AnswerReplies.Medicines) ? found
            : match.Knowledge.Limits.CautionsFor(text) is { } entry ? found with { Decision = Decision.Answer, Entries = [entry] }
            : found.Held();
        return cautions.Without(match.Knowledge, entry => person.IsBarred(entry) || person.IsHeld(entry));
    }

    /// <summary>Who reads what stands under them; the words have said whom to ask first.</summary>
    public static Person Reader(Limit limit, Person person) =>
        person with { IsMaternity = person.IsMaternity && !limit.IsMedicine, ReadsCautions = limit.IsMedicine };
}
