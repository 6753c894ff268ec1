using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Cli;

/// <summary>The JSON that commands print.</summary>
[JsonSerializable(typeof(AskJson))]
[JsonSerializable(typeof(CheckJson))]
[JsonSerializable(typeof(ImportJson))]
[JsonSerializable(typeof(MatchFeatures))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>Apostrophes and letters of all languages are left readable: the text goes to a terminal or a file, never into a web page.</summary>
    public static CliJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    });
}
