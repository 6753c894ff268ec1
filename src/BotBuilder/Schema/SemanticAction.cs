using System.Text.Json.Serialization;

namespace HipFaqBot.BotBuilder.Schema;

/// <summary>A programmatic action that goes with an activity.</summary>
public class SemanticAction
{
    public SemanticAction()
    {
    }

    public SemanticAction(string? id = null, IDictionary<string, Entity>? entities = null)
    {
        Id = id;
        Entities = entities;
    }

    [JsonPropertyName("id")]
    public string? Id { get; set; }

    [JsonPropertyName("entities")]
    public IDictionary<string, Entity>? Entities { get; set; }

    [JsonPropertyName("state")]
    public string? State { get; set; }
}
