using System.Text;
using System.Text.Json;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Evaluation;

/// <summary>Reads questions with known answers, one JSON object a line. Properties it does not know are ignored.</summary>
public static class QuestionFile
{
    private const string Example = "{\"text\":\"…\",\"ids\":[\"entry-id\"],\"kind\":\"in\",\"signs\":[]}";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file; a file that cannot be read is a problem too.</summary>
    public static QuestionReading Read(string path)
    {
        try
        {
            return Parse(path, File.ReadLines(path, StrictUtf8));
        }
        catch (DecoderFallbackException)
        {
            return Unread(path, "encoding", "The file is not UTF-8 (save it again with the encoding UTF-8).");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unread(path, "unreadable", $"The file cannot be read: {e.Message} (check the path and the file's permissions).");
        }
    }

    /// <summary>Reads lines; empty ones are passed over.</summary>
    /// <param name="path">Names the lines' place in problems.</param>
    public static QuestionReading Parse(string path, IEnumerable<string> lines)
    {
        var problems = new ProblemList();
        var questions = new List<EvaluationQuestion>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line) && ParseLine(path, number, line, problems) is { } question)
            {
                questions.Add(question);
            }
        }

        if (questions.Count == 0 && !problems.HasErrors)
        {
            problems.Error(path, 0, "no-questions", $"There is no question in the file (write one object a line: {Example}).");
        }

        return new QuestionReading(questions, problems.Sorted());
    }

    private static EvaluationQuestion? ParseLine(string path, int number, string line, ProblemList problems)
    {
        var row = Deserialize(line);
        if (row is null)
        {
            return Bad("jsonl", $"The line is no question (write {Example} on one line).");
        }

        if (row.Text is null)
        {
            return Bad("missing-field", "'text' is missing (write the question there).");
        }

        if (Kind(row.Kind) is not { } kind)
        {
            return Bad("kind", $"'kind' is {(row.Kind is null ? "missing" : $"\"{row.Kind}\"")}, but must be in, out, red or calm.");
        }

        var ids = row.Ids ?? [];
        var signs = row.Signs ?? [];
        return kind switch
        {
            QuestionKind.In when ids.Count == 0 => Bad("missing-field", "'ids' is empty (name the entries that answer the question, or make its kind \"out\")."),
            QuestionKind.Red when signs.Count == 0 => Bad("missing-field", "'signs' is empty (name the warning signs that may be raised, or make its kind \"calm\")."),
            _ => new EvaluationQuestion(row.Text, ids, kind, signs) { Path = path, Line = number },
        };

        EvaluationQuestion? Bad(string rule, string message)
        {
            problems.Error(path, number, rule, message);
            return null;
        }
    }

    private static Row? Deserialize(string line)
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

    private static QuestionKind? Kind(string? name) => name switch
    {
        "in" => QuestionKind.In,
        "out" => QuestionKind.Out,
        "red" => QuestionKind.Red,
        "calm" => QuestionKind.Calm,
        _ => null,
    };

    private static QuestionReading Unread(string path, string rule, string message) =>
        new([], [new KnowledgeProblem(path, 0, Severity.Error, rule, message)]);

    private sealed record Row(string? Text, IReadOnlyList<string>? Ids, string? Kind, IReadOnlyList<string>? Signs);
}
