using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Teams;

/// <summary>The parts that our Adaptive Cards are made of. Version 1.5 is what Teams shows everywhere.</summary>
internal static class AdaptiveCard
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    public static Attachment Of(string fallback, IEnumerable<object> body) => new()
    {
        ContentType = ContentType,
        Content = new Dictionary<string, object>
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["fallbackText"] = fallback,
            ["body"] = body.ToArray(),
        },
    };

    public static object Text(string markdown) => new { type = "TextBlock", text = markdown, wrap = true };

    public static object Heading(string text) => new { type = "TextBlock", text, wrap = true, weight = "Bolder", style = "heading" };

    public static object Small(string markdown) => new { type = "TextBlock", text = markdown, wrap = true, size = "Small", isSubtle = true, spacing = "Small" };

    public static object Link(Source source) =>
        Small($"[{source.Title.Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal)}]({source.Url.AbsoluteUri}), {source.Publisher}");

    /// <summary>
    /// A button that asks its title. Nothing of it is shown in the chat, where the answer begins with its question. A row each, for titles
    /// are whole questions.
    /// </summary>
    public static object Say(string title) => Row(new Dictionary<string, object>
    {
        ["type"] = "Action.Submit",
        ["title"] = title,
        ["data"] = new Dictionary<string, object> { [TeamsText.AskMember] = title },
    });

    public static object Open(string title, Uri page) => Row(new { type = "Action.OpenUrl", title, url = page.AbsoluteUri });

    private static object Row(object action) => new { type = "ActionSet", spacing = "Small", actions = new[] { action } };
}
