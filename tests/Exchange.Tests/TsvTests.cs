using System.Text;
using HipFaqBot.Exchange.Reading;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Exchange.Tests;

public sealed class TsvTests
{
    private const string Header = "Question\tAnswer\tSource\tMetadata\tSuggestedQuestions\tIsContextOnly\tPrompts\tQnaId";

    [Fact]
    public void Rows_with_one_number_are_one_entry_with_several_phrasings()
    {
        var (entries, findings) = Read($"""
            {Header}
            May I walk?	Yes.\n\n1. Slowly.\n2. Daily.	faq.tsv	category:exercise | tone:calm	[]	false	[]	7
            is walking ok	Yes.\n\n1. Slowly.\n2. Daily.	faq.tsv	category:exercise | tone:calm	[]	false	[]	7
            May I run?	Not yet.	https://example.org/faq		[]	false	[]	8
            """);

        Assert.Equal(["May I walk?", "May I run?"], entries.Select(entry => entry.Question));
        Assert.Equal(["is walking ok"], entries[0].Phrasings);
        Assert.Equal("Yes.\n\n1. Slowly.\n2. Daily.", entries[0].Answer);
        Assert.Equal("exercise", entries[0].Category);
        Assert.Equal([new("tone", "calm"), new("source", "faq.tsv")], entries[0].Kept);
        Assert.Empty(findings.Unplaced);
        Assert.Empty(findings.Problems);
    }

    [Fact]
    public void A_table_without_numbers_groups_by_answer_and_metadata()
    {
        var (entries, _) = Read("Question\tAnswer\tSource\tMetadata\nWhere is coffee?\tDownstairs.\te\tfloor:1\ncoffee?\tDownstairs.\te\tfloor:1\nWhere is tea?\tDownstairs.\te\tfloor:2\n");

        Assert.Equal([["coffee?"], []], entries.Select(entry => entry.Phrasings));
    }

    [Fact]
    public void One_number_with_two_answers_gives_two_entries_and_a_warning()
    {
        var (entries, findings) = Read($"{Header}\nWhy?\tSo.\tx\t\t[]\tfalse\t[]\t1\nWho?\tYou.\tx\t\t[]\tfalse\t[]\t1\n");

        Assert.Equal(["So.", "You."], entries.Select(entry => entry.Answer));
        Assert.Equal((3, "twin-key"), (findings.Problems.Single().Line, findings.Problems.Single().Rule));
    }

    [Fact]
    public void Quotes_and_line_breaks_of_a_spreadsheet_are_read()
    {
        var (entries, _) = Read("Question\tAnswer\n\"What is a \"\"hip\"\"?\"\t\"A joint.\nA big one.\"\nNext?\tYes.\n");

        Assert.Equal("What is a \"hip\"?", entries[0].Question);
        Assert.Equal("A joint.\nA big one.", entries[0].Answer);
        Assert.Equal(4, entries[1].Line);
    }

    [Fact]
    public void Quotes_of_an_export_that_quotes_nothing_stay()
    {
        var (entries, _) = Read($"{Header}\n\"Hip\" is what?\t\"Hip\" is a joint\tx\t\t[]\tfalse\t[{{\"displayOrder\":0,\"qnaId\":2,\"displayText\":\"More\"}}]\t1\n");

        Assert.Equal("\"Hip\" is what?", entries[0].Question);
        Assert.Equal([new Prompt("More", "2")], entries[0].Prompts);
    }

    [Fact]
    public void Metadata_and_prompts_of_later_exports_are_read()
    {
        var (entries, _) = Read($"{Header}\tSourceDisplayName\nWhy?\tSo.\tx\t[{{\"name\": \"category\", \"value\": \"api\"}}]\t[]\tFalse\t[{{\"DisplayOrder\":0,\"QnaId\":27,\"Qna\":null,\"DisplayText\":\"More\"}}]\t1\tMy FAQ\n");

        Assert.Equal("api", entries[0].Category);
        Assert.Equal([new Prompt("More", "27")], entries[0].Prompts);
        Assert.Contains(new("sourcedisplayname", "My FAQ"), entries[0].Kept);
    }

    [Fact]
    public void What_a_row_has_too_much_or_too_little_of_is_told_with_its_line()
    {
        var (entries, findings) = Read($"{Header}\nWhy?\tSo.\tx\t\t[{{\"ClusterHead\":\"how come\"}}]\tTrue\tmore\t1\tone\ttoo many\n\tLost answer.\tx\t\t[]\tfalse\t[]\t2\nWho?\tYou.\tx\tnothing\t[{{\"ClusterHead\":\"how come\"}}]\tTrue\tmore\t3\n");

        Assert.Equal(["Who?"], entries.Select(entry => entry.Question));
        Assert.Equal(
            [(2, "row"), (3, "row"), (4, "metadata"), (4, "prompts"), (4, "suggested questions")],
            findings.Unplaced.Select(part => (part.Line, part.What)).Order());
        Assert.Equal((4, "context-only"), (findings.Problems[0].Line, findings.Problems[0].Rule));
        Assert.Contains(findings.Unplaced, part => part.Content == "Lost answer.");
    }

    [Fact]
    public void A_table_of_something_else_is_an_error()
    {
        var (entries, findings) = Read("Scenario\tResponse\nBot_Age\tI don't really have an age.\n");

        Assert.Empty(entries);
        Assert.Equal("no-columns", findings.Problems.Single().Rule);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-8", false)]
    public void Any_byte_order_mark_is_understood(string encoding, bool mark)
    {
        using var folder = new Folder();
        var code = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. mark ? code.Preamble.ToArray() : [], .. code.GetBytes("Question\tAnswer\nIs naïve – ok?\tJa, natürlich.\n")];
        var findings = new Findings("faq.tsv");

        var entries = SourceReader.Read(folder.Write("faq.tsv", bytes), findings);

        Assert.Equal("Is naïve – ok?", entries.Single().Question);
        Assert.Empty(findings.Problems);
    }

    [Fact]
    public void Windows_1252_is_read_with_a_warning_at_its_line()
    {
        using var folder = new Folder();
        var findings = new Findings("faq.tsv");

        var entries = SourceReader.Read(folder.Write("faq.tsv", [.. "Question\tAnswer\nIt"u8, 0x92, .. "s caf"u8, 0xE9, .. "?\tYes.\n"u8]), findings);

        Assert.Equal("It’s café?", entries.Single().Question);
        var warning = findings.Problems.Single();
        Assert.Equal((2, Severity.Warning, "encoding"), (warning.Line, warning.Severity, warning.Rule));
    }

    [Fact]
    public void No_cell_of_an_export_is_run_by_a_spreadsheet()
    {
        string[] risky = ["=1+1", "+1", "-1", "@SUM(A1)", "'quoted", "\"quoted", "\t=1", "\r=1"];
        var entry = new Entry("a", "=HYPERLINK(\"https://example.org\")", risky, "general", "=cmd|' /C calc'!A0");

        var text = Writing.TsvWriter.Write([entry]);

        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(line => line.Split('\t')), cell => Assert.DoesNotContain(cell[0], "=+-@\""));
        Assert.Equal(risky, Read(text).Entries.Single().Phrasings);
    }

    private static (IReadOnlyList<ForeignEntry> Entries, Findings Findings) Read(string text)
    {
        var findings = new Findings("faq.tsv");
        return (TsvReader.Read(text, findings), findings);
    }
}
