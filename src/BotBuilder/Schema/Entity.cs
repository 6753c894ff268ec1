using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HipFaqBot.BotBuilder.Schema;

/// <summary>Something about an activity that its text does not say: a mention, a place, or a kind of the bot's own.</summary>
[JsonConverter(typeof(EntityConverter))]
public class Entity
{
    public Entity()
    {
    }

    public Entity(string? type = null)
    {
        Type = type;
    }

    [JsonPropertyName("type")]
    public string? Type { get; set; }

    [JsonExtensionData]
    public JsonObject Properties { get; set; } = new();

    public T? GetAs<T>() => ActivityJson.Copy<T>(this);

    public void SetAs<T>(T obj)
    {
        // With the object's null members: a reader of the entity tells "none" from "not said".
        var entity = obj is null ? null : ActivityJson.CopyWithNulls<Entity>(obj);
        Type = entity?.Type;
        Properties = entity?.Properties ?? new();
    }

    public bool Equals(Entity? other) =>
        other is not null && JsonNode.DeepEquals(ActivityJson.ToNode(this), ActivityJson.ToNode(other));

    public override bool Equals(object? obj) =>
        ReferenceEquals(this, obj) || (obj is Entity other && other.GetType() == GetType() && Equals(other));

    public override int GetHashCode() => Type is null ? 0 : Type.GetHashCode(StringComparison.Ordinal);
}
