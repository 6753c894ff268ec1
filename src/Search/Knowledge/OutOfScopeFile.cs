using System.Text.Json;
using System.Text.Json.Serialization;

namespace HipFaqBot.Search.Knowledge;

/// <summary>
/// Reads <c>evaluation/out-of-scope.jsonl</c>: questions that nothing here answers, one object a line, in the form of all questions
/// files. Only the texts of kind <c>out</c> are taken.
/// </summary>
internal static class OutOfScopeFile
{
    public const string Name = "evaluation/out-of-scope.jsonl";

    /// <summary>The questions in the file's order. A line that is none is named and left out: it must not hold up an edit of an answer.</summary>
    public static IReadOnlyList<string> Parse(string text, ProblemList problems)
    {
        var questions = new List<string>();
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (Read(line) is { Text.Length: > 0, Kind: "out" } row)
            {
                questions.Add(row.Text);
            }
            else
            {
                problems.Warning(Name, number, "out-of-scope", "The line is no question out of scope (write {\"text\":\"…\",\"ids\":[],\"kind\":\"out\"}).");
            }
        }

        return questions;
    }

    private static OutOfScopeRow? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, OutOfScopeJson.Default.OutOfScopeRow);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One line; it may have more members.</summary>
internal sealed record OutOfScopeRow(string? Text, string? Kind);

/// <summary>Made at build time: a start reads the file.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(OutOfScopeRow))]
internal sealed partial class OutOfScopeJson : JsonSerializerContext;
