using System.Text.Json;

namespace HipFaqBot.Exchange.Reading;

/// <summary>
/// Makes entries from the rows of a QnA Maker table: rows with one <c>QnaId</c> and answer (or, in tables without that column,
/// one answer after the other) are the phrasings of one entry.
/// </summary>
internal static class TableEntries
{
    private static readonly string[] Known = ["question", "answer", "source", "metadata", "suggestedquestions", "iscontextonly", "prompts", "qnaid", "sourcedisplayname"];

    public static IReadOnlyList<ForeignEntry> Read(IReadOnlyList<TableRow> rows, Findings findings)
    {
        var entries = new List<ForeignEntry>();
        foreach (var group in rows.GroupBy(row => (row["qnaid"].Trim(), row["answer"], Key: row["qnaid"].Trim().Length > 0 ? "" : row["source"] + "\t" + row["metadata"])))
        {
            if (Read([.. group], findings) is { } entry)
            {
                entries.Add(entry);
            }
        }

        foreach (var twins in entries.Where(entry => entry.Key is not null).GroupBy(entry => entry.Key).Where(group => group.Count() > 1))
        {
            findings.Warning(twins.Skip(1).First().Line, "twin-key", $"The QnaId {twins.Key} stands for {twins.Count()} different answers, so each became an entry of its own (check which one is meant).");
        }

        return entries;
    }

    private static ForeignEntry? Read(List<TableRow> rows, Findings findings)
    {
        var first = rows[0];
        var metadata = Metadata(first["metadata"], first.Line, findings);
        var ours = EntryFields.AreOurs(metadata);
        Func<string, string> text = ours ? CellText.UnescapeForSpreadsheet : CellText.Foreign;
        var questions = new List<string>();
        foreach (var row in rows)
        {
            if (text(row["question"]) is { Length: > 0 } question)
            {
                questions.Add(question);
            }
            else
            {
                findings.NoPlace(row.Line, "row", "it has no question (add one and import again)", row["answer"]);
            }
        }

        if (questions.Count == 0)
        {
            return null;
        }

        var entry = EntryFields.Apply(
            new ForeignEntry(questions[0], text(first["answer"]), first.Line)
            {
                Key = first["qnaid"].Trim() is { Length: > 0 } key ? key : null,
                Phrasings = questions[1..],
            },
            metadata);
        return ours ? entry : entry with
        {
            Prompts = Prompts(first, findings),
            Kept = [.. entry.Kept, .. Kept(rows, findings)],
        };
    }

    /// <summary><c>name:value|name:value</c> as the exports write it, or a JSON list of names and values as converters do.</summary>
    private static List<KeyValuePair<string, string>> Metadata(string cell, int line, Findings findings)
    {
        cell = cell.Trim();
        if (cell.StartsWith('['))
        {
            return Json(cell, "metadata", line, findings, element => new KeyValuePair<string, string>(Text(element, "name"), Text(element, "value")));
        }

        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var part in cell.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                pairs.Add(new(part[..colon].Trim(), part[(colon + 1)..]));
            }
            else
            {
                findings.NoPlace(line, "metadata", "it is not of the form name:value", part);
            }
        }

        return pairs;
    }

    private static List<Prompt> Prompts(TableRow row, Findings findings) =>
        row["prompts"].Trim() is { Length: > 0 } cell
            ? Json(cell, "prompts", row.Line, findings, element => new Prompt(Text(element, "displayText"), Text(element, "qnaId")))
            : [];

    private static IEnumerable<KeyValuePair<string, string>> Kept(List<TableRow> rows, Findings findings)
    {
        foreach (var column in rows.SelectMany(row => row.Cells.Keys).Where(column => !Known.Contains(column)).Distinct().Concat(["source", "sourcedisplayname"]))
        {
            foreach (var value in rows.Select(row => row[column].Trim()).Where(value => value.Length > 0).Distinct())
            {
                yield return new(column, value);
            }
        }

        if (rows[0]["iscontextonly"].Trim().Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            findings.Warning(rows[0].Line, "context-only", "The answer was shown only after another one; here it stands alone (read the draft with that in mind).");
            yield return new("iscontextonly", "true");
        }

        foreach (var row in rows.Where(row => row["suggestedquestions"].Trim() is not ("" or "[]")))
        {
            findings.NoPlace(row.Line, "suggested questions", "nobody has accepted them yet (add the good ones to 'phrasings')", row["suggestedquestions"]);
        }
    }

    private static List<T> Json<T>(string cell, string what, int line, Findings findings, Func<JsonElement, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(cell);
            if (json.RootElement.ValueKind == JsonValueKind.Array && json.RootElement.EnumerateArray().All(element => element.ValueKind == JsonValueKind.Object))
            {
                return [.. json.RootElement.EnumerateArray().Select(read)];
            }
        }
        catch (JsonException)
        {
            // Said below, as for any other JSON that is no list.
        }

        findings.NoPlace(line, what, "it is no list in JSON (mend the cell and import again)", cell);
        return [];
    }

    /// <summary>A member whatever its letters' case: the exports changed it over the years.</summary>
    private static string Text(JsonElement element, string name) =>
        element.EnumerateObject().FirstOrDefault(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { ValueKind: not JsonValueKind.Undefined } value
            ? value.ToString()
            : "";
}
