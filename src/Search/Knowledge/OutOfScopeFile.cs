using System.Text.Json;

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

            if (Read(line) is { Length: > 0 } question)
            {
                questions.Add(question);
            }
            else
            {
                problems.Warning(Name, number, "out-of-scope", "The line is no question out of scope (write {\"text\":\"…\",\"ids\":[],\"kind\":\"out\"}).");
            }
        }

        return questions;
    }

    /// <summary>The text of a line of kind <c>out</c>, which may have more members; null for any other. No contract is made for it: every start reads the file.</summary>
    private static string? Read(string line)
    {
        try
        {
            using var row = JsonDocument.Parse(line);
            return row.RootElement.ValueKind == JsonValueKind.Object && Member(row.RootElement, "kind") == "out" ? Member(row.RootElement, "text") : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Member(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
