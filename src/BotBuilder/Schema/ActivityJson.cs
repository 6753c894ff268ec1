using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HipFaqBot.BotBuilder.Schema;

/// <summary>
/// JSON as the Bot Framework writes and reads it: names as declared, found in any case; absent rather than null; unknown members
/// kept. What cannot be read is a <see cref="JsonException"/> and nothing else.
/// </summary>
internal static class ActivityJson
{
    /// <summary>Nesting of what is read; deeper JSON is refused.</summary>
    public const int MaxDepth = 128;

    // What came in at the greatest depth may go out again inside an envelope (expectReplies, a Direct Line activity set).
    private const int MaxDepthWritten = MaxDepth + 64;

    private static readonly JsonSerializerOptions WithNulls = new(Create(MaxDepthWritten)) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>For reading.</summary>
    public static JsonSerializerOptions Options { get; } = Create(MaxDepth);

    /// <summary>For writing; the same but for the depth.</summary>
    public static JsonSerializerOptions WriteOptions { get; } = Create(MaxDepthWritten);

    public static T? Deserialize<T>(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8.StartsWith(ByteOrderMark) ? utf8[ByteOrderMark.Length..] : utf8, TypeInfo<T>(Options));

    public static T? Deserialize<T>(string json) => JsonSerializer.Deserialize(json, TypeInfo<T>(Options));

    public static ValueTask<T?> DeserializeAsync<T>(Stream utf8, CancellationToken cancellationToken) =>
        JsonSerializer.DeserializeAsync(utf8, TypeInfo<T>(Options), cancellationToken);

    // By what the value is, not by what its variable says: a bot may derive from any of these types.
    public static string Serialize<T>(T value) => JsonSerializer.Serialize(value, RuntimeType(value));

    public static byte[] SerializeToUtf8Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, RuntimeType(value));

    public static Task SerializeAsync<T>(Stream utf8, T value, CancellationToken cancellationToken) =>
        JsonSerializer.SerializeAsync(utf8, value, RuntimeType(value), cancellationToken);

    public static JsonNode? ToNode(object? value) => value is null ? null : Copy<JsonNode>(value);

    /// <summary>The value as another type: itself when it is of that type already, otherwise by way of its JSON.</summary>
    public static T? Convert<T>(object? value) => value switch
    {
        null => default,
        T same => same,
        _ => Copy<T>(value),
    };

    public static T? Copy<T>(object value) => JsonSerializer.Deserialize(SerializeToUtf8Bytes(value), TypeInfo<T>(WriteOptions));

    /// <summary>The same, but members that are null are in the copy too.</summary>
    public static T? CopyWithNulls<T>(object value) => JsonSerializer.Deserialize(
        JsonSerializer.SerializeToUtf8Bytes(value, WithNulls.GetTypeInfo(value.GetType())), TypeInfo<T>(WriteOptions));

    private static JsonTypeInfo RuntimeType(object? value) => WriteOptions.GetTypeInfo(value?.GetType() ?? typeof(object));

    private static JsonTypeInfo<T> TypeInfo<T>(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    // A null in a list says nothing, and no bot expects one there.
    private static void DropNullElements(JsonTypeInfo type)
    {
        if (type.Type.Assembly != typeof(Activity).Assembly)
        {
            return;
        }

        foreach (var property in type.Properties.Where(property => property.PropertyType.IsGenericType && property.Set is not null))
        {
            var set = property.Set!;
            property.Set = (owner, value) =>
            {
                if (value is IList { IsFixedSize: false } list)
                {
                    for (var i = list.Count - 1; i >= 0; i--)
                    {
                        if (list[i] is null)
                        {
                            list.RemoveAt(i);
                        }
                    }
                }

                set(owner, value);
            };
        }
    }

    // References that the JavaScript generation of the Agents SDK has stored name the bot so. It is only read.
    private static void ReadAgentAsBot(JsonTypeInfo type)
    {
        if (type.Type != typeof(ConversationReference))
        {
            return;
        }

        var agent = type.CreateJsonPropertyInfo(typeof(ChannelAccount), "agent");
        agent.Set = (reference, account) => ((ConversationReference)reference).Bot ??= (ChannelAccount?)account;
        type.Properties.Add(agent);
    }

    private static JsonSerializerOptions Create(int maxDepth)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNameCaseInsensitive = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            IncludeFields = true,
            MaxDepth = maxDepth,
            // The readers are bots and channels, not HTML: quotes and letters of all languages stand as they are.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                new ObjectConverter(),
                new TimestampConverter(),
                new NodeConverter<JsonNode>(),
                new NodeConverter<JsonObject>(),
                new NodeConverter<JsonArray>(),
                new NodeConverter<JsonValue>(),
            },
            // The reflection resolver is for what a bot puts into members of type object: anonymous objects, its own classes.
            TypeInfoResolver = JsonTypeInfoResolver
                .Combine(ActivityJsonContext.Default, new DefaultJsonTypeInfoResolver())
                .WithAddedModifier(UnknownMembers.ReadWhole)
                .WithAddedModifier(DropNullElements)
                .WithAddedModifier(ReadAgentAsBot),
        };
        options.MakeReadOnly();
        return options;
    }
}
