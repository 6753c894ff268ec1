using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HipFaqBot.BotBuilder.Schema;

/// <summary>
/// Members of type <see cref="object"/>, such as <c>value</c> and <c>channelData</c>: a scalar is read as the plain .NET value,
/// an object or array as a node whose <c>ToString</c> is its JSON. A string stays a string, also when it looks like a date.
/// </summary>
internal sealed class ObjectConverter : JsonConverter<object>
{
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // Statements, for the common type of these as one expression would be JsonNode.
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.True:
            case JsonTokenType.False:
                return reader.GetBoolean();
            case JsonTokenType.Number when reader.TryGetInt64(out var whole):
                return whole;
            case JsonTokenType.Number when Fits(reader.GetDouble()):
                return reader.GetDouble();
            default:
                return JsonTree.Read(ref reader);
        }
    }

    // A greater whole number would lose digits as a double, and infinity is no JSON: those stay nodes.
    private static bool Fits(double number) => Math.Abs(number) < long.MaxValue;

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        if (value is JsonNode node)
        {
            node.WriteTo(writer, options);
        }
        else if (value.GetType() == typeof(object))
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }
        else
        {
            JsonSerializer.Serialize(writer, value, value.GetType(), options);
        }
    }
}
