using System.Text.Json;
using System.Text.Json.Serialization;

namespace HipFaqBot.BotBuilder.Schema;

/// <summary>
/// Writes an entity as what it is rather than as what its list says: <c>entities</c> is a list of <see cref="Entity"/>, and a
/// <see cref="Mention"/> or a bot's own subclass in it must keep its members.
/// </summary>
internal sealed class EntityConverter : JsonConverter<Entity>
{
    public override Entity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        var entity = new Entity();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (!string.Equals(name, "type", StringComparison.OrdinalIgnoreCase))
            {
                entity.Properties[name] = JsonTree.Read(ref reader);
            }
            else if (reader.TokenType is JsonTokenType.String or JsonTokenType.Null)
            {
                entity.Type = reader.GetString();
            }
            else
            {
                throw new JsonException();
            }
        }

        return entity;
    }

    public override void Write(Utf8JsonWriter writer, Entity value, JsonSerializerOptions options)
    {
        if (value.GetType() != typeof(Entity))
        {
            JsonSerializer.Serialize(writer, value, value.GetType(), options);
            return;
        }

        writer.WriteStartObject();
        if (value.Type is not null)
        {
            writer.WriteString("type", value.Type);
        }

        foreach (var (name, node) in value.Properties ?? [])
        {
            writer.WritePropertyName(name);
            JsonTree.Write(writer, node, options);
        }

        writer.WriteEndObject();
    }
}
