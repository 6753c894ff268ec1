using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HipFaqBot.BotBuilder.Schema;

/// <summary>A user's token from the token service.</summary>
public class TokenResponse
{
    public TokenResponse()
    {
    }

    public TokenResponse(string? channelId = null, string? connectionName = null, string? token = null, string? expiration = null)
    {
        ChannelId = channelId;
        ConnectionName = connectionName;
        Token = token;
        Expiration = expiration;
    }

    [JsonPropertyName("channelId")]
    public string? ChannelId { get; set; }

    [JsonPropertyName("connectionName")]
    public string? ConnectionName { get; set; }

    [JsonPropertyName("token")]
    public string? Token { get; set; }

    [JsonPropertyName("expiration")]
    public string? Expiration { get; set; }

    [JsonExtensionData]
    public JsonObject Properties { get; set; } = new();
}
