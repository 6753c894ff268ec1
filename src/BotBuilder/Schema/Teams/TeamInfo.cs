using System.Text.Json.Serialization;

namespace HipFaqBot.BotBuilder.Schema.Teams;

/// <summary>The team in which something happens.</summary>
public class TeamInfo
{
    public TeamInfo()
    {
    }

    public TeamInfo(string? id = null, string? name = null)
    {
        Id = id;
        Name = name;
    }

    [JsonPropertyName("id")]
    public string? Id { get; set; }

    [JsonPropertyName("name")]
    public string? Name { get; set; }

    [JsonPropertyName("aadGroupId")]
    public string? AadGroupId { get; set; }
}
