using System.Text.Json.Serialization;

namespace HipFaqBot.BotBuilder.Schema.Teams;

/// <summary>One field of a search: what was typed into it.</summary>
public class MessagingExtensionParameter
{
    public MessagingExtensionParameter()
    {
    }

    public MessagingExtensionParameter(string? name = null, object? value = null)
    {
        Name = name;
        Value = value;
    }

    [JsonPropertyName("name")]
    public string? Name { get; set; }

    [JsonPropertyName("value")]
    public object? Value { get; set; }
}
