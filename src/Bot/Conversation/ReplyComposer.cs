using System.Globalization;
using System.Text;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Bot.Conversation;

/// <summary>
/// Puts what was found into the words that a person reads. The text is always complete by itself;
/// the entity <c>hipfaq/answer</c> beside it says the same to programs.
/// </summary>
internal static class ReplyComposer
{
    private const string EntityType = "hipfaq/answer";

    public static Activity Welcome(Site site) => Text(site, site.Texts.Welcome);

    public static Activity Empty(Site site) => Text(site, site.Texts.Empty);

    public static Activity TooLong(Site site) => Text(site, site.Texts.TooLong);

    public static Activity Failure(Site site) => Text(site, site.Texts.Failure);

    /// <summary>The reply to a question; an answer ends with a link to its FAQ page where the public address is set.</summary>
    public static Activity Compose(Match match, PublicAddress address)
    {
        var site = match.Knowledge.Site;
        return match.Decision switch
        {
            Decision.Answer => With(match, Answer(match, match.Answer!, address), "answer"),
            Decision.Suggest => With(match, Suggest(site, match.Suggestions), "suggest"),
            _ => With(match, Text(site, site.Texts.Decline), "decline"),
        };
    }

    private static string Answer(Entry entry, Site site, PublicAddress address)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"**{entry.Question}**\n\n{entry.Answer}\n\n*{site.Disclaimer}*\n\n");
        text.Append(Sources(entry, site)).Append("\n\n").Append(ReviewLine.Of(entry));
        // Web Chat makes no link of a relative address.
        if (address.FaqPage(entry.Id) is { } page)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n\n[Read this on the FAQ page]({page.AbsoluteUri})");
        }

        return text.ToString();
    }

    private static string Sources(Entry entry, Site site) => entry.Sources switch
    {
        // What the clinic says of itself.
        [] => $"Source: {site.Name}",
        [var one] => $"Source: {Link(one)}",
        var all => $"Sources: {string.Join("; ", all.Select(Link))}",
    };

    private static string Link(Source source) =>
        $"[{source.Title.Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal)}]({source.Url.AbsoluteUri}) ({source.Publisher})";

    private static Activity Suggest(Site site, IReadOnlyList<Entry> entries)
    {
        var choices = entries.Select((entry, index) => $"{index + 1}. {entry.Question}");
        var reply = Text(site, $"{site.Texts.Suggest}\n\n{string.Join('\n', choices)}");
        reply.SuggestedActions = Buttons(entries);
        return reply;
    }

    /// <summary>The answer, with the questions that people go on with as buttons.</summary>
    private static Activity Answer(Match match, Entry entry, PublicAddress address)
    {
        var reply = Text(match.Knowledge.Site, Answer(entry, match.Knowledge.Site, address));
        var next = entry.Related.Select(match.Knowledge.Find).OfType<Entry>().Take(Match.MaxSuggestions).ToList();
        reply.SuggestedActions = next.Count > 0 ? Buttons(next) : null;
        return reply;
    }

    private static SuggestedActions Buttons(IEnumerable<Entry> entries) =>
        new() { Actions = [.. entries.Select(entry => new CardAction(ActionTypes.ImBack, entry.Question, value: entry.Question))] };

    private static Activity Text(Site site, string text)
    {
        var reply = MessageFactory.Text(site.Fill(text));
        reply.TextFormat = TextFormatTypes.Markdown;
        reply.Locale = site.Language;
        return reply;
    }

    private static Activity With(Match match, Activity reply, string decision)
    {
        var entity = new Entity();
        var knowledge = match.Knowledge.Version;
        if (match.Decision == Decision.Suggest)
        {
            var suggestions = match.Suggestions.Select(entry => entry.Id).ToArray();
            entity.SetAs(new { type = EntityType, decision, entry = (string?)null, confidence = match.Confidence, suggestions, knowledge });
        }
        else
        {
            entity.SetAs(new { type = EntityType, decision, entry = match.Answer?.Id, confidence = match.Confidence, knowledge });
        }

        reply.Entities = [entity];
        return reply;
    }
}
