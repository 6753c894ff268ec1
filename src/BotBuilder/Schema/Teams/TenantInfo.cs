using System.Text.Json.Serialization;

namespace HipFaqBot.BotBuilder.Schema.Teams;

/// <summary>The organization in which something happens.</summary>
public class TenantInfo
{
    public TenantInfo()
    {
    }

    public TenantInfo(string? id = null)
    {
        Id = id;
    }

    [JsonPropertyName("id")]
    public string? Id { get; set; }
}
