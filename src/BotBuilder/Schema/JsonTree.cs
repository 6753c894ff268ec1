using System.Text.Json;
using System.Text.Json.Nodes;

namespace HipFaqBot.BotBuilder.Schema;

/// <summary>
/// Reads JSON that has no type of ours. The library's own nodes are built lazily: a name twice, or half a surrogate pair, shows
/// only when somebody looks. Here everything is built at once, so what is wrong is refused on the way in, and of a name that
/// stands twice the last one wins.
/// </summary>
internal static class JsonTree
{
    public static JsonNode? Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new JsonObject();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    members[name] = Read(ref reader);
                }

                return members;
            case JsonTokenType.StartArray:
                var elements = new JsonArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    elements.Add(Read(ref reader));
                }

                return elements;
            case JsonTokenType.String:
                return JsonValue.Create(reader.GetString());
            case JsonTokenType.True:
            case JsonTokenType.False:
                return JsonValue.Create(reader.GetBoolean());
            case JsonTokenType.Number:
                // Keeps the digits as they came and converts to any number type.
                return JsonNode.Parse(ref reader);
            default:
                return null;
        }
    }

    public static void Write(Utf8JsonWriter writer, JsonNode? node, JsonSerializerOptions options)
    {
        if (node is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            node.WriteTo(writer, options);
        }
    }
}
