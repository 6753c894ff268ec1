using System.Security.Cryptography;
using System.Text.Json;

namespace HipFaqBot.Search.Knowledge;

/// <summary>Reads a knowledge base kept as one file, one JSON object a line: the form in which public question sets are measured.</summary>
internal static class JsonlKnowledge
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static KnowledgeBase Read(string path, ProblemList problems)
    {
        var name = Path.GetFileName(path);
        var entries = new List<Entry>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (Parse(line) is not { Id.Length: > 0, Question.Length: > 0 } row)
            {
                problems.Error(name, number, "jsonl", "The line is no entry (write {\"id\":\"…\",\"question\":\"…\",\"alternates\":[\"…\"],\"answer\":\"\"} on one line).");
            }
            else if (!ids.Add(row.Id))
            {
                problems.Error(name, number, "duplicate-id", $"The id '{row.Id}' stands twice (give each entry its own).");
            }
            else
            {
                entries.Add(new Entry(row.Id, row.Question, [.. row.Alternates?.OfType<string>() ?? []], "", row.Answer ?? "") { Path = name, Name = EntryName.Of(row.Id) });
            }
        }

        if (entries.Count == 0 && !problems.HasErrors)
        {
            problems.Error(name, 0, "no-entries", "There is no entry in the file (write one JSON object a line).");
        }

        return new KnowledgeBase(Hash(path), Site.Default, problems.HasErrors ? [] : entries);
    }

    private static Row? Parse(string line)
    {
        try
        {
            var row = JsonSerializer.Deserialize<Row>(line, Options);
            return row?.Alternates?.Contains(null) == true ? null : row;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream))[..16];
    }

    private sealed record Row(string Id, string Question, IReadOnlyList<string?>? Alternates, string? Answer);
}
