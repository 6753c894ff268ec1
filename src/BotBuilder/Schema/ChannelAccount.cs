using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HipFaqBot.BotBuilder.Schema;

/// <summary>Who sends or receives: a person or a bot, as the channel knows them.</summary>
public class ChannelAccount : IOpen
{
    private JsonObject? _properties;

    public ChannelAccount()
    {
    }

    public ChannelAccount(string? id = null, string? name = null, string? role = null, string? aadObjectId = null)
    {
        Id = id;
        Name = name;
        Role = role;
        AadObjectId = aadObjectId;
    }

    [JsonPropertyName("id")]
    public string? Id { get; set; }

    [JsonPropertyName("name")]
    public string? Name { get; set; }

    [JsonPropertyName("aadObjectId")]
    public string? AadObjectId { get; set; }

    [JsonPropertyName("role")]
    public string? Role { get; set; }

    [JsonExtensionData]
    public JsonObject Properties
    {
        get => _properties ??= [];
        set => _properties = value;
    }

    JsonObject? IOpen.Unknown => _properties;
}
