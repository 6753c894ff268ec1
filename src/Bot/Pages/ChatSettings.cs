using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using HipFaqBot.Bot.DirectLine;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Pages;

/// <summary>What the chat page's script is told by the page itself.</summary>
/// <param name="Emergency">Whom to call, shown where the service is out of reach.</param>
/// <param name="Disclaimer">The short disclaimer; what stands below it in a reply are sources and dates.</param>
/// <param name="Starters">Questions to begin with.</param>
/// <param name="Sites">Origins whose pages may frame the chat and speak to it, beside our own.</param>
/// <param name="Language">What Web Chat speaks: the language that the site asks for, else the knowledge's.</param>
/// <param name="Words">The page's own words.</param>
/// <param name="SharedComputer">After how many seconds of silence the conversation is erased; null for never.</param>
/// <param name="Uploads">Whether files are taken.</param>
/// <param name="Entry">An entry to open at, and its question; null where none was asked for, or there is no such entry.</param>
internal sealed partial record ChatSettings(
    string Emergency,
    string Disclaimer,
    IReadOnlyList<string> Starters,
    IReadOnlyList<string> Sites,
    string Language,
    IReadOnlyDictionary<string, string> Words,
    double? SharedComputer = null,
    bool Uploads = false,
    ChatEntry? Entry = null)
{
    /// <summary>What people ask most, as entries; what a knowledge does not have is left out.</summary>
    private static readonly string[] StarterEntries = ["sy-night", "sc-rest-or-move", "dx-when"];

    /// <summary>Answered by small talk: whom to speak to instead.</summary>
    private const string TalkToAPerson = "Can I talk to a person?";

    /// <param name="language">A BCP 47 tag that the address asks for; what is none is ignored.</param>
    /// <param name="entry">The id of an entry that the address asks for; one that there is not is ignored.</param>
    public static ChatSettings Of(
        KnowledgeBase knowledge, PageWords words, WidgetOptions widget, DirectLineOptions channel, string? language, string? entry)
    {
        var site = knowledge.Site;
        var spoken = IsTag(language) ? language! : site.Language;
        var questions = StarterEntries.Select(knowledge.Find).OfType<Entry>().Select(one => site.Fill(one.Question));
        return new ChatSettings(
            PageText.In(site, words, spoken).EmergencyLine,
            site.Fill(site.Disclaimer),
            [.. questions, TalkToAPerson],
            widget.Sites,
            spoken,
            words.Of(spoken),
            channel.SharedComputerTimeout?.TotalSeconds,
            channel.Uploads && !widget.IsAzure,
            knowledge.Find(entry ?? "") is { } found ? new ChatEntry(found.Id, site.Fill(found.Question)) : null);
    }

    /// <summary>Whether the language is written from right to left.</summary>
    public bool IsRightToLeft => Language.Split('-')[0].ToLowerInvariant() is "ar" or "dv" or "fa" or "he" or "ps" or "ur" or "yi";

    // The serializer escapes <, > and &, so that nothing in it ends the script element.
    public string ToJson() => JsonSerializer.Serialize(this, PagesJson.Default.ChatSettings);

    [GeneratedRegex("^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,4}$")]
    private static partial Regex Tag { get; }

    private static bool IsTag(string? text) => text is not null && Tag.IsMatch(text);
}

/// <summary>An entry to open the chat at.</summary>
internal sealed record ChatEntry(string Id, string Question);

[JsonSerializable(typeof(ChatSettings))]
[JsonSerializable(typeof(WidgetSettings))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class PagesJson : JsonSerializerContext;
