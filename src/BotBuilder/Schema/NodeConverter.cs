using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HipFaqBot.BotBuilder.Schema;

/// <summary>Nodes by way of <see cref="JsonTree"/>, also where a bot's own type has a member of such a type.</summary>
internal sealed class NodeConverter<T> : JsonConverter<T>
    where T : JsonNode
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonTree.Read(ref reader) as T ?? throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => value.WriteTo(writer, options);
}
