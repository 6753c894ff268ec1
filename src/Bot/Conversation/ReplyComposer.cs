using System.Globalization;
using System.Text;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot.Conversation;

/// <summary>
/// Puts what was found into the words that a person reads. The text is always complete by itself;
/// the entity <c>hipfaq/answer</c> beside it says the same to programs.
/// </summary>
internal static class ReplyComposer
{
    private const string EntityType = "hipfaq/answer";

    /// <summary>The one sign whose reply is the advice alone: no header, link or source list stands between a person and help.</summary>
    private const string SelfHarm = "rf-suicide-selfharm";

    private const string NotAPerson = "*I am not a person and cannot keep you safe. These people can: see them or your doctor.*";

    public static Activity Welcome(Site site) => Text(site, $"{site.Texts.Welcome}\n\n*{site.LongDisclaimer}*");

    public static Activity Empty(Site site) => Text(site, site.Texts.Empty);

    public static Activity TooLong(Site site) => Text(site, site.Texts.TooLong);

    public static Activity Failure(Site site) => Text(site, site.Texts.Failure);

    /// <summary>
    /// The reply to a question. A warning sign comes before anything else: under an emergency stands nothing but the sign's own
    /// page, and a sign that is to be seen today holds back the categories that could do harm meanwhile.
    /// </summary>
    /// <param name="address">How the person reaches our pages, so that replies can link to them.</param>
    public static Activity Compose(Match match, Alert? alert, PublicAddress address) => alert switch
    {
        null => Reply(match, address),
        { Sign.Id: SelfHarm } => With(Text(match.Knowledge.Site, $"{alert.Sign.Advice}\n\n{NotAPerson}"), match, Decision.Decline, alert),
        { Urgency: Urgency.Emergency } => Alone(match, alert, address),
        { Urgency: Urgency.SameDay } when Holds(alert, match) => Alone(match, alert, address, "Ask me again once you have been checked."),
        _ => Above(Reply(match, address), match, alert),
    };

    private static Activity Reply(Match match, PublicAddress address)
    {
        var site = match.Knowledge.Site;
        return match.Decision switch
        {
            Decision.Answer => With(Answer(match, match.Answer!, address), match, match.Decision, alert: null),
            Decision.Suggest => With(Suggest(site, match.Suggestions), match, match.Decision, alert: null),
            _ => With(Text(site, site.Texts.Decline), match, Decision.Decline, alert: null),
        };
    }

    private static bool Holds(Alert alert, Match match) =>
        match.Decision != Decision.Decline
        && match.Candidates.Take(match.Decision == Decision.Answer ? 1 : Match.MaxSuggestions)
            .Any(candidate => alert.Sign.HeldCategories.Contains(candidate.Entry.Category));

    /// <summary>The advice, and no answer below it.</summary>
    private static Activity Alone(Match match, Alert alert, PublicAddress address, string? last = null)
    {
        var site = match.Knowledge.Site;
        var sign = alert.Sign;
        var text = new StringBuilder(AdviceOf(alert));
        if (match.Knowledge.Find(sign.EntryId ?? "") is { } entry && address.FaqPage(entry.Id) is { } page)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n\n[{entry.Question}]({page.AbsoluteUri})");
        }

        text.Append(last is null ? "" : $"\n\n{last}").Append(CultureInfo.InvariantCulture, $"\n\n*{site.Disclaimer}*");
        if (sign.Sources.Count > 0)
        {
            text.Append("\n\n").Append(Sources(sign.Sources));
        }

        return With(Text(site, text.ToString()), match, Decision.Decline, alert);
    }

    /// <summary>The advice first, then what was asked.</summary>
    private static Activity Above(Activity reply, Match match, Alert alert)
    {
        reply.Text = $"{match.Knowledge.Site.Fill(AdviceOf(alert))}\n\n---\n\n{reply.Text}";
        return With(reply, match, match.Decision, alert);
    }

    private static string AdviceOf(Alert alert) => alert.Urgency switch
    {
        Urgency.Emergency => $"**This may be an emergency. Call {{number}} now.**\n\n{alert.Sign.Advice}",
        Urgency.SameDay => $"**Get help today.**\n\n{alert.Sign.Advice}",
        _ => alert.Sign.Advice,
    };

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

    // Without a source it is what the clinic says of itself.
    private static string Sources(Entry entry, Site site) => entry.Sources.Count > 0 ? Sources(entry.Sources) : $"Source: {site.Name}";

    private static string Sources(IReadOnlyList<Source> sources) =>
        $"{(sources.Count == 1 ? "Source" : "Sources")}: {string.Join("; ", sources.Select(Link))}";

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

    /// <summary>Says the same to programs. A dictionary, because what is absent must not be there as null.</summary>
    private static Activity With(Activity reply, Match match, Decision decision, Alert? alert)
    {
        var said = new Dictionary<string, object?>
        {
            ["type"] = EntityType,
            ["decision"] = Name(decision),
            ["entry"] = decision == Decision.Answer ? match.Answer?.Id : null,
            ["confidence"] = match.Confidence,
        };
        if (decision == Decision.Suggest)
        {
            said["suggestions"] = match.Suggestions.Select(entry => entry.Id).ToArray();
        }

        if (alert is not null)
        {
            said["alert"] = new { sign = alert.Sign.Id, urgency = Name(alert.Urgency) };
        }

        said["knowledge"] = match.Knowledge.Version;
        var entity = new Entity();
        entity.SetAs(said);
        reply.Entities = [entity];
        return reply;
    }

    private static string Name(Decision decision) => decision switch
    {
        Decision.Answer => "answer",
        Decision.Suggest => "suggest",
        _ => "decline",
    };

    private static string Name(Urgency urgency) => urgency switch
    {
        Urgency.Emergency => "emergency",
        Urgency.SameDay => "sameDay",
        _ => "soon",
    };
}
