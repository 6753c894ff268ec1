using System.Text.Json;
using System.Text.Json.Nodes;

namespace HipFaqBot.BotBuilder;

/// <summary>State as JSON: plain reflection, because the types are the bot's own.</summary>
internal static class StateJson
{
    private static readonly JsonSerializerOptions Options = new() { MaxDepth = 128 };

    public static JsonObject WriteObject(object value) =>
        value is JsonObject json
            ? json.DeepClone().AsObject()
            : JsonSerializer.SerializeToNode(value, value.GetType(), Options) as JsonObject
                ?? throw new InvalidOperationException("Only an object can be stored.");

    public static object? Read(JsonNode? json, Type type) => json.Deserialize(type, Options);

    public static T? Convert<T>(object value) => value switch
    {
        JsonNode node => node.Deserialize<T>(Options),
        JsonElement element => element.Deserialize<T>(Options),
        _ => JsonSerializer.SerializeToElement(value, value.GetType(), Options).Deserialize<T>(Options),
    };

    /// <summary>The same text for the same state, to see whether it has changed.</summary>
    public static string Fingerprint(IDictionary<string, object> state) => JsonSerializer.Serialize(state, Options);

    public static JsonNode? ToNode(object value) => JsonSerializer.SerializeToNode(value, value.GetType(), Options);
}
