using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using HipFaqBot.Exchange.Reading;

namespace HipFaqBot.Exchange.Importing;

/// <summary>
/// What an import wrote, so that the next one can tell an edit by hand from a change of the source. Hashes of the source's
/// texts, and whole what no field of an entry holds.
/// </summary>
internal sealed record ImportRecord(string Source, IReadOnlyList<RecordedEntry> Entries)
{
    /// <exception cref="JsonException">The file is no record.</exception>
    public static ImportRecord FromJson(string json) => JsonSerializer.Deserialize(json, RecordJson.Readable.ImportRecord) ?? throw new JsonException("It is null.");

    public string ToJson() => JsonSerializer.Serialize(this, RecordJson.Readable.ImportRecord) + "\n";
}

/// <summary>One entry as the source last had it.</summary>
internal sealed record RecordedEntry(string Id, string? Key, string Language, IReadOnlyDictionary<string, string> Fields, IReadOnlyList<string> Phrasings)
{
    public IReadOnlyList<KeptValue> Kept { get; init; } = [];

    public static RecordedEntry Of(string id, ForeignEntry entry) =>
        new(id, entry.Key, entry.Language!, FieldTexts(entry).ToDictionary(field => field.Key, field => Hash(field.Value)), [.. entry.Phrasings.Select(Hash)])
        {
            Kept = [.. Unheld(entry).Select(pair => new KeptValue(pair.Key, pair.Value))],
        };

    /// <summary>The fields that a second import compares, each as one text.</summary>
    public static IEnumerable<KeyValuePair<string, string>> FieldTexts(ForeignEntry entry) =>
    [
        new("question", entry.Question), new("answer", entry.Answer), new("sources", string.Join('\n', entry.Sources)),
        new("related", string.Join('\n', entry.Related)), new("scope", entry.Scope ?? ""), new("warning", entry.Warning ?? ""),
        new("category", EntryName.Category(entry.Category)),
    ];

    private static IEnumerable<KeyValuePair<string, string>> Unheld(ForeignEntry entry) =>
        entry.Category is null || entry.Category == EntryName.Category(entry.Category) ? entry.Kept : entry.Kept.Append(new("category", entry.Category));

    /// <summary>64 bits: enough to tell texts of one entry apart.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}

/// <summary>A name and value of the source's that no field holds.</summary>
internal sealed record KeptValue(string Name, string Value);

[JsonSerializable(typeof(ImportRecord))]
internal sealed partial class RecordJson : JsonSerializerContext
{
    public static RecordJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    });
}
