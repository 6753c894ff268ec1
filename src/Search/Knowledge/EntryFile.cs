using System.Text.RegularExpressions;

namespace HipFaqBot.Search.Knowledge;

/// <summary>Reads one entry: YAML front matter between two <c>---</c> lines, then the answer in Markdown.</summary>
internal static partial class EntryFile
{
    public static ReadEntry? Parse(string path, string text, IReadOnlyDictionary<string, Source>? sources, ProblemList problems)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (lines[0].TrimEnd() != "---")
        {
            problems.Error(path, 1, "front-matter", "The file must begin with a line '---' (put the entry's fields between two such lines).");
            return null;
        }

        var end = Array.FindIndex(lines, 1, line => line.TrimEnd() == "---");
        if (end < 0)
        {
            problems.Error(path, 1, "front-matter", "The front matter never ends (add a line '---' below the last field).");
            return null;
        }

        var fields = YamlFields.Parse(string.Join('\n', lines[1..end]), path, 1, problems);
        if (fields is null)
        {
            return null;
        }

        var first = Array.FindIndex(lines, end + 1, line => !string.IsNullOrWhiteSpace(line));
        var answer = string.Join('\n', lines[(end + 1)..]).Trim();
        if (answer.Length == 0)
        {
            problems.Error(path, end + 1, "empty-answer", "There is no answer (write it below the second '---').");
        }

        var entry = Read(fields, path, answer, sources, problems);
        fields.RejectUnknown();
        CheckNames(entry, fields, problems);
        return new ReadEntry(entry, fields, (first < 0 ? end : first) + 1);
    }

    private static Entry Read(
        YamlFields fields, string path, string answer, IReadOnlyDictionary<string, Source>? sources, ProblemList problems)
    {
        var reviewed = fields.Date("reviewed");
        if (reviewed is null && fields.IsMissing("reviewed"))
        {
            problems.Error(path, fields.Line("reviewed"), "missing-field", "'reviewed' is missing (add the day on which the answer was written or checked: \"reviewed: 2026-11-23\").");
        }

        return new Entry(
            fields.RequiredText("id"),
            fields.RequiredText("question"),
            [.. fields.TextList("phrasings").Select(phrasing => phrasing.Text)],
            fields.RequiredText("category"),
            answer)
        {
            Sources = [.. Cited(fields, path, sources, problems)],
            Unsourced = [.. fields.TextList("unsourced").Select(sentence => sentence.Text)],
            Scope = fields.Text("scope"),
            Reviewed = reviewed ?? default,
            ReviewDue = fields.Date("reviewDue") ?? reviewed?.AddYears(1) ?? default,
            ReviewedBy = fields.Text("reviewedBy"),
            Related = [.. fields.TextList("related").Select(related => related.Text)],
            Warning = fields.Text("warning"),
            NamesMaximumDose = fields.Flag("maximumDose"),
            Status = Status(fields, path, problems),
            Language = fields.Text("language") ?? "en",
            Path = path,
        };
    }

    private static IEnumerable<Source> Cited(
        YamlFields fields, string path, IReadOnlyDictionary<string, Source>? sources, ProblemList problems)
    {
        foreach (var (key, line) in fields.TextList("sources"))
        {
            if (sources?.GetValueOrDefault(key) is { } source)
            {
                yield return source;
            }
            else if (sources is not null)
            {
                problems.Error(path, line, "unknown-source", $"The source '{key}' is not in sources.yaml (add it there, or mend the key).");
            }
        }
    }

    private static EntryStatus Status(YamlFields fields, string path, ProblemList problems)
    {
        switch (fields.Text("status"))
        {
            case null or "published":
                return EntryStatus.Published;
            case "draft":
                return EntryStatus.Draft;
            case var other:
                problems.Error(path, fields.Line("status"), "wrong-type", $"'status' is \"{other}\", which is no status (write published or draft).");
                return EntryStatus.Draft;
        }
    }

    private static void CheckNames(Entry entry, YamlFields fields, ProblemList problems)
    {
        if (entry.Id.Length == 0)
        {
            return;
        }

        if (!IdPattern().IsMatch(entry.Id))
        {
            problems.Error(entry.Path, fields.Line("id"), "id", $"The id '{entry.Id}' must be small letters and digits joined by hyphens (such as pt-duration).");
        }

        var file = System.IO.Path.GetFileName(entry.Path);
        if (file != $"{entry.Id}.md" && file != $"{entry.Id}.{entry.Language}.md")
        {
            problems.Error(entry.Path, fields.Line("id"), "id", $"The id '{entry.Id}' does not fit the file's name (rename the file to {entry.Id}.md, or mend the id).");
        }

        var folder = System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(entry.Path));
        if (entry.Category.Length > 0 && folder != entry.Category)
        {
            problems.Error(entry.Path, fields.Line("category"), "category", $"The category '{entry.Category}' does not fit the folder '{folder}' (move the file, or mend the category).");
        }
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
