using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace HipFaqBot.Exchange.Reading;

/// <summary>
/// The same table as a workbook. Cells are read as the text they hold: a formula is never worked out, and what it last showed
/// is taken and reported.
/// </summary>
internal static class SpreadsheetReader
{
    /// <summary>Characters read of one part, so that a few packed bytes cannot fill the memory.</summary>
    private const long MaxPartCharacters = 64L << 20;

    public static IReadOnlyList<ForeignEntry> Read(byte[] bytes, Findings findings)
    {
        try
        {
            using var stream = new MemoryStream(bytes, writable: false);
            using var workbook = SpreadsheetDocument.Open(stream, isEditable: false, new OpenSettings { MaxCharactersInPart = MaxPartCharacters });
            return Read(workbook.WorkbookPart!, findings);
        }
        catch (Exception e) when (e is OpenXmlPackageException or FileFormatException or InvalidDataException or System.Xml.XmlException or NullReferenceException or ArgumentException or InvalidOperationException)
        {
            // The library has no one exception for a broken file; what it throws for one is listed here.
            findings.Error(0, "not-a-workbook", $"This is no .xlsx workbook that can be read: {e.Message} (open it in a spreadsheet and save it as .xlsx or as tab-separated text).");
            return [];
        }
    }

    private static IReadOnlyList<ForeignEntry> Read(WorkbookPart workbook, Findings findings)
    {
        var strings = workbook.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>().Select(Plain).ToList() ?? [];
        List<TableRow>? table = null;
        foreach (var sheet in workbook.Workbook!.Descendants<Sheet>())
        {
            if (sheet.Id?.Value is not { } id || workbook.GetPartById(id) is not WorksheetPart { Worksheet: { } worksheet })
            {
                continue;
            }

            var rows = worksheet.Descendants<Row>().Select((row, index) => ReadRow(row, index, strings, findings)).Where(row => row.Cells.Exists(cell => cell.Text.Length > 0)).ToList();
            if (table is null && rows.Count > 0 && TableRow.Header(Dense(rows[0].Cells)) is { } header)
            {
                table = Table(rows, header, findings);
            }
            else if (rows.Count > 0)
            {
                findings.NoPlace(0, $"sheet '{sheet.Name?.Value}'", "only the first sheet with columns 'Question' and 'Answer' is read", string.Join('\n', rows.Select(row => Tabbed(row.Cells))));
            }
        }

        if (table is null)
        {
            findings.Error(1, "no-columns", "No sheet has a first row with the columns 'Question' and 'Answer' (add that row).");
            return [];
        }

        return TableEntries.Read(table, findings);
    }

    private static List<TableRow> Table(List<(int Line, List<(int Column, string Text)> Cells)> rows, IReadOnlyList<string> header, Findings findings)
    {
        var table = new List<TableRow>();
        foreach (var (line, cells) in rows.Skip(1))
        {
            if (TableRow.Of(line, header, cells) is { } row)
            {
                table.Add(row);
            }
            else
            {
                findings.NoPlace(line, "row", "it has cells to the right of the last named column (name the column in the first row)", Tabbed(cells));
            }
        }

        return table;
    }

    private static (int Line, List<(int Column, string Text)> Cells) ReadRow(Row row, int index, List<string> strings, Findings findings)
    {
        // Azure's own exports number neither cells nor, sometimes, rows: then their order counts.
        var line = (int)(row.RowIndex?.Value ?? (uint)(index + 1));
        var cells = new List<(int Column, string Text)>();
        foreach (var cell in row.Elements<Cell>())
        {
            cells.Add((Column(cell.CellReference?.Value) ?? (cells.Count == 0 ? 0 : cells[^1].Column + 1), Text(cell, strings)));
            if (cell.CellFormula is { } formula)
            {
                findings.Warning(line, "formula", $"Cell {cell.CellReference?.Value} holds the formula \"={formula.Text}\"; it was not worked out, and the text that it last showed was taken: \"{cells[^1].Text}\" (check the draft).");
            }
        }

        return (line, cells);
    }

    private static string[] Dense(List<(int Column, string Text)> cells)
    {
        var dense = new string[cells.Max(cell => cell.Column) + 1];
        Array.Fill(dense, "");
        foreach (var (column, text) in cells)
        {
            dense[column] = text;
        }

        return dense;
    }

    private static string Tabbed(List<(int Column, string Text)> cells) => string.Join('\t', cells.Select(cell => cell.Text));

    private static string Text(Cell cell, List<string> strings)
    {
        var value = cell.CellValue?.Text ?? "";
        return cell.DataType?.Value is { } type && type == CellValues.SharedString
            ? int.TryParse(value, out var index) && index >= 0 && index < strings.Count ? strings[index] : ""
            : cell.InlineString is { } inline ? Plain(inline) : value;
    }

    /// <summary>The runs of a rich text; readings of Asian words beside it are left out.</summary>
    private static string Plain(RstType rich) =>
        rich.Text is { } text
            ? text.Text
            : rich.Elements<Run>().Aggregate(new StringBuilder(), (all, run) => all.Append(run.Text?.Text)).ToString();

    /// <summary><c>AB12</c> is column 27, counted from 0; null without a reference.</summary>
    private static int? Column(string? reference)
    {
        const int LastColumn = 16_384;
        var column = 0;
        foreach (var letter in (reference ?? "").TakeWhile(char.IsAsciiLetterUpper))
        {
            column = (column * 26) + letter - 'A' + 1;
            if (column > LastColumn)
            {
                return null;
            }
        }

        return column == 0 ? null : column - 1;
    }
}
