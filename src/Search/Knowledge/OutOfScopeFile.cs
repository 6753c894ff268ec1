using System.Text.Json;

namespace HipFaqBot.Search.Knowledge;

/// <summary>
/// Reads <c>evaluation/out-of-scope.jsonl</c>: questions that nothing here answers, one object a line, in the form of all questions
/// files. Only the texts of kind <c>out</c> are taken.
/// </summary>
internal static class OutOfScopeFile
{
    public const string Name = "evaluation/out-of-scope.jsonl";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

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

    private static Row? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Row>(line, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Row(string? Text, string? Kind);
}
