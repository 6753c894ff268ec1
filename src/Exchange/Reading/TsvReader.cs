using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace HipFaqBot.Exchange.Reading;

/// <summary>
/// The table that QnA Maker and Custom Question Answering export as tab-separated text. They quote nothing and write line
/// breaks as <c>\n</c>; a spreadsheet that saves the same table quotes as CSV does. Both are read.
/// </summary>
internal static class TsvReader
{
    public static IReadOnlyList<ForeignEntry> Read(string text, Findings findings)
    {
        var rows = Rows(text, quoted: true) ?? Rows(text, quoted: false)!;
        if (rows.Count == 0 || TableRow.Header(rows[0].Cells) is not { } header)
        {
            findings.Error(1, "no-columns", "The first line names no columns 'Question' and 'Answer' between tabs (export the table from QnA Maker again, or add that line).");
            return [];
        }

        var table = new List<TableRow>();
        foreach (var (line, cells) in rows.Skip(1).Where(row => row.Cells.Any(cell => cell.Trim().Length > 0)))
        {
            if (TableRow.Of(line, header, cells.Select((cell, column) => (column, cell))) is { } row)
            {
                table.Add(row);
            }
            else
            {
                findings.NoPlace(line, "row", $"it has {cells.Length} cells, but there are {header.Count} columns (a tab within a text? Put the row right and import again)", string.Join('\t', cells));
            }
        }

        return TableEntries.Read(table, findings);
    }

    /// <summary>All rows; null if the file is not quoted after all: a quote stands where quoting has none.</summary>
    private static List<(int Line, string[] Cells)>? Rows(string text, bool quoted)
    {
        var astray = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = "\t",
            HasHeaderRecord = false,
            Mode = quoted ? CsvMode.RFC4180 : CsvMode.NoEscape,
            IgnoreBlankLines = false,
            MaxFieldSize = 0,
            BadDataFound = _ => astray = true,
        };
        using var parser = new CsvParser(new StringReader(text), configuration);
        var rows = new List<(int, string[])>();
        var line = 1;
        while (parser.Read())
        {
            // A quoted cell may span lines: the row begins where the last one ended.
            rows.Add((line, parser.Record!));
            line = parser.RawRow + 1;
            if (astray)
            {
                return null;
            }
        }

        return rows;
    }
}
