using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace HipFaqBot.Exchange.Tests;

/// <summary>Makes .xlsx files as different programs do.</summary>
internal static class Workbook
{
    /// <summary>As Azure's export: every cell holds its text, and neither rows nor cells say where they stand.</summary>
    public static byte[] Exported(params string[][] rows) =>
        Of(("Sheet1", rows.Select(row => new Row(row.Select(text => new Cell { DataType = CellValues.String, CellValue = new CellValue(text) })))));

    public static byte[] Of(params (string Name, IEnumerable<Row> Rows)[] sheets)
    {
        using var stream = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = file.AddWorkbookPart();
            var strings = book.AddNewPart<SharedStringTablePart>();
            strings.SharedStringTable = new SharedStringTable(
                new SharedStringItem(new Text("May I run?")),
                new SharedStringItem(new Run(new Text("Not ")), new Run(new Text("yet."))));
            book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new Sheets());
            foreach (var (name, rows) in sheets)
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(new SheetData(rows));
                var number = (uint)book.Workbook.Sheets!.Count() + 1;
                book.Workbook.Sheets!.Append(new Sheet { Name = name, SheetId = number, Id = book.GetIdOfPart(part) });
            }
        }

        return stream.ToArray();
    }
}
