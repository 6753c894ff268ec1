using System.Text.Json.Serialization;

namespace HipFaqBot.BotBuilder.Schema.Teams;

/// <summary>What Teams puts into <c>channelData</c>, as far as it is read here.</summary>
public class TeamsChannelData
{
    public TeamsChannelData()
    {
    }

    /// <summary>Which of the events that share a type: <c>editMessage</c>, <c>undeleteMessage</c>, <c>softDeleteMessage</c>.</summary>
    [JsonPropertyName("eventType")]
    public string? EventType { get; set; }

    [JsonPropertyName("team")]
    public TeamInfo? Team { get; set; }

    [JsonPropertyName("tenant")]
    public TenantInfo? Tenant { get; set; }
}
