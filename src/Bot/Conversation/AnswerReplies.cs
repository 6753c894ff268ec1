using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Bot.Conversation;

/// <summary>Writes answers, suggestions and honest declines.</summary>
internal static class AnswerReplies
{
    /// <summary>Category whose entries are about medicines.</summary>
    public const string Medicines = "medicines-and-injections";

    public const string MidwifeFirst = "**Ask your midwife or maternity team first, before you take any medicine.**";

    public const string AdultFirst =
        "**Tell an adult you trust now.** Medicines are not something to work out alone. Ask them to talk to a pharmacist or doctor with you.";

    /// <summary>Writes what was found below what stands there already.</summary>
    /// <param name="address">How the person reaches our pages, so that replies can link to them.</param>
    /// <returns>The buttons that go with it; empty for none.</returns>
    public static IReadOnlyList<CardAction> Write(ReplyWriter writer, KnowledgeBase knowledge, Finding finding, Person person, PublicAddress address)
    {
        var site = knowledge.Site;
        var entries = finding.In(knowledge);
        writer.Say(First(entries, person));
        switch (finding.Decision)
        {
            case Decision.Answer when entries.Count > 0:
                Answer(writer, person.AsRead(entries[0]), site, address);
                // The questions that people go on with.
                return Buttons(entries[0].Related.Select(knowledge.Find).OfType<Entry>().Where(entry => !person.IsBarred(entry) && !person.IsHeld(entry)).Take(Match.MaxSuggestions));
            case Decision.Suggest when entries.Count > 0:
                writer.Say(site.Texts.Suggest).Say(string.Join('\n', entries.Select((entry, index) => $"{index + 1}. {entry.Question}"))).Disclaim();
                return Buttons(entries);
            default:
                writer.Say(None(site, person)).Disclaim();
                return [];
        }
    }

    private static void Answer(ReplyWriter writer, Entry entry, Site site, PublicAddress address)
    {
        writer.Say($"**{entry.Question}**").Say(entry.Answer).Disclaim()
            .Show(SourceLine.Of(entry, site)).Show(ReviewLine.Of(entry));
        // Web Chat makes no link of a relative address.
        if (address.FaqPage(entry.Id) is { } page)
        {
            writer.Show($"[Read this on the FAQ page]({page.AbsoluteUri})");
        }
    }

    /// <summary>Whom this person asks before they read the entries; null where nobody.</summary>
    public static string? First(IEnumerable<Entry> entries, Person person) =>
        person.IsMaternity && entries.Any(entry => entry.Category == Medicines) ? MidwifeFirst : null;

    /// <summary>What is said where there is nothing to serve.</summary>
    public static string None(Site site, Person person) => !person.WasBarred ? site.Texts.Decline
        : person.IsUnder16 ? AdultFirst
        : "I would rather not go into medicines now. Please ask a pharmacist or your doctor, and talk to someone you trust. **In an emergency call {number}.**";

    private static IReadOnlyList<CardAction> Buttons(IEnumerable<Entry> entries) =>
        [.. entries.Select(entry => Button(entry.Question))];

    /// <summary>A button that says its own title.</summary>
    public static CardAction Button(string title) => new(ActionTypes.ImBack, title, value: title);
}
