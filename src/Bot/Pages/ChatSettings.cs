using System.Text.Json;
using System.Text.Json.Serialization;
using HipFaqBot.Bot.DirectLine;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Pages;

/// <summary>What the chat page's script is told by the page itself.</summary>
/// <param name="Emergency">Whom to call, shown where the service is out of reach.</param>
/// <param name="Disclaimer">The short disclaimer; what stands below it in a reply are sources and dates.</param>
/// <param name="Starters">Questions to begin with.</param>
/// <param name="Sites">Origins whose pages may frame the chat and speak to it, beside our own.</param>
/// <param name="Entry">An entry to open at, and its question; null where none was asked for, or there is no such entry.</param>
internal sealed record ChatSettings(
    string Emergency, string Disclaimer, IReadOnlyList<string> Starters, IReadOnlyList<string> Sites, ChatEntry? Entry)
{
    /// <summary>What people ask most, as entries; what a knowledge does not have is left out.</summary>
    private static readonly string[] StarterEntries = ["sy-night", "sc-rest-or-move", "dx-when"];

    /// <summary>Answered by small talk: whom to speak to instead.</summary>
    private const string TalkToAPerson = "Can I talk to a person?";

    public static ChatSettings Of(KnowledgeBase knowledge, WidgetOptions widget, string? entry)
    {
        var site = knowledge.Site;
        var questions = StarterEntries.Select(knowledge.Find).OfType<Entry>().Select(one => site.Fill(one.Question));
        return new ChatSettings(
            PageText.Of(site).EmergencyLine,
            site.Fill(site.Disclaimer),
            [.. questions, TalkToAPerson],
            widget.Sites,
            knowledge.Find(entry ?? "") is { } found ? new ChatEntry(found.Id, site.Fill(found.Question)) : null);
    }

    // The serializer escapes <, > and &, so that nothing in it ends the script element.
    public string ToJson() => JsonSerializer.Serialize(this, PagesJson.Default.ChatSettings);
}

/// <summary>An entry to open the chat at.</summary>
internal sealed record ChatEntry(string Id, string Question);

[JsonSerializable(typeof(ChatSettings))]
[JsonSerializable(typeof(WidgetSettings))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class PagesJson : JsonSerializerContext;
