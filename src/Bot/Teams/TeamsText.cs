using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HipFaqBot.Bot.Teams;

/// <summary>What a person said in Teams, in their own words.</summary>
internal static partial class TeamsText
{
    /// <summary>The member of a card button's value that holds what the button says.</summary>
    public const string AskMember = "ask";

    /// <summary>
    /// The text without the bot's mention and without the marks of mentions of others, whose names stay: by the ids of the mentions,
    /// never by a name that is typed. A button of a card says what is in its value.
    /// </summary>
    public static string Of(Activity said)
    {
        var text = said.Text ?? "";
        foreach (var mention in said.GetMentions())
        {
            var name = mention.Mentioned?.Name ?? "";
            var written = string.IsNullOrEmpty(mention.Text) ? $"<at>{name}</at>" : mention.Text;
            text = text.Replace(written, mention.Mentioned?.Id == said.Recipient?.Id ? " " : name, StringComparison.OrdinalIgnoreCase);
        }

        text = Spaces().Replace(WebUtility.HtmlDecode(text), " ").Trim();
        return text.Length > 0 ? text : Asked(said.Value) ?? "";
    }

    private static string? Asked(object? value)
    {
        try
        {
            // Its text is its JSON in either Bot Builder.
            using var json = value is null or string ? null : JsonDocument.Parse(value.ToString() ?? "");
            return json?.RootElement is { ValueKind: JsonValueKind.Object } members
                && members.TryGetProperty(AskMember, out var ask) && ask.ValueKind == JsonValueKind.String
                    ? ask.GetString()
                    : null;
        }
        catch (JsonException)
        {
            // A number or a word, which no button of ours sends.
            return null;
        }
    }

    // Line ends stay: they part a story's sentences.
    [GeneratedRegex(@"[ \t\u00A0]+")]
    private static partial Regex Spaces();
}
