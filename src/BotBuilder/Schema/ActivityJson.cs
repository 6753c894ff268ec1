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

    public static string Serialize<T>(T value) => JsonSerializer.Serialize<object?>(value, WriteOptions);

    public static byte[] SerializeToUtf8Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes<object?>(value, WriteOptions);

    public static Task SerializeAsync<T>(Stream utf8, T value, CancellationToken cancellationToken) =>
        JsonSerializer.SerializeAsync<object?>(utf8, value, WriteOptions, cancellationToken);

    public static JsonNode? ToNode(object? value)
    {
        var reader = new Utf8JsonReader(SerializeToUtf8Bytes(value), new JsonReaderOptions { MaxDepth = MaxDepthWritten });
        reader.Read();
        return JsonTree.Read(ref reader);
    }

    /// <summary>The value as another type by way of its JSON; itself when it is of that type already.</summary>
    public static T? Convert<T>(object? value) =>
        value is T same ? same : JsonSerializer.Deserialize(SerializeToUtf8Bytes(value), TypeInfo<T>(WriteOptions));

    private static JsonTypeInfo<T> TypeInfo<T>(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

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
            Converters = { new ObjectConverter(), new TimestampConverter() },
            // The reflection resolver is for what a bot puts into members of type object: anonymous objects, its own classes.
            TypeInfoResolver = JsonTypeInfoResolver
                .Combine(ActivityJsonContext.Default, new DefaultJsonTypeInfoResolver())
                .WithAddedModifier(UnknownMembers.ReadWhole),
        };
        options.MakeReadOnly();
        return options;
    }
}
