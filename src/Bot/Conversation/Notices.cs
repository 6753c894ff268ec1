using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Conversation;

/// <summary>What the bot says that answers no question.</summary>
internal static class Notices
{
    public static Activity Welcome(Site site) => new ReplyWriter(site).Say(site.Texts.Welcome).Say($"*{site.LongDisclaimer}*").Write();

    public static Activity Empty(Site site, string? above) => Of(site, above, site.Texts.Empty);

    public static Activity TooLong(Site site, string? above) => Of(site, above, site.Texts.TooLong);

    public static Activity Failure(Site site) => Of(site, above: null, site.Texts.Failure);

    private static Activity Of(Site site, string? above, string text) => new ReplyWriter(site).Say(above).Say(text).Disclaim().Write();
}
