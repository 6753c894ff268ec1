using HipFaqBot.Exchange.Reading;

namespace HipFaqBot.Exchange.Tests;

public sealed class PairFileTests
{
    private const string Sample = """
        > Written by hand
        > !# @kb.name = Hips
        > !# @qna.pair.source = leaflet.docx
        <a id = "3"></a>

        # ? May I walk?
        - is walking ok
        * walking fine?

        **Filters:**
        - category = exercise
            - tone=calm

        ```markdown
        Yes.

        - Slowly
        > daily
        # ? no question
        ```

        **Prompts:**
        - [and run](#?may-i-run) `context-only`
        - [swim](#9)

        ## ?May I run?
          ```
          Not yet.
          ```

        # Greeting
        - Hi

        [more](./more.qna)
        """;

    [Fact]
    public void Questions_phrasings_filters_answers_and_prompts_are_read()
    {
        var (entries, _) = Read(Sample);

        Assert.Equal(["May I walk?", "May I run?"], entries.Select(entry => entry.Question));
        Assert.Equal(["is walking ok", "walking fine?"], entries[0].Phrasings);
        Assert.Equal("Yes.\n\n- Slowly\n> daily\n# ? no question", entries[0].Answer);
        Assert.Equal("Not yet.", entries[1].Answer);
        Assert.Equal(("3", "exercise", 6), (entries[0].Key, entries[0].Category, entries[0].Line));
        Assert.Equal([new("tone", "calm"), new("source", "leaflet.docx")], entries[0].Kept);
        Assert.Equal([new Prompt("and run", "?may-i-run"), new Prompt("swim", "9")], entries[0].Prompts);
    }

    [Fact]
    public void Every_other_line_is_told()
    {
        var (_, findings) = Read(Sample);

        Assert.Equal(
            [(1, "comment"), (2, "setting"), (31, "line"), (32, "line"), (34, "line")],
            findings.Unplaced.Select(part => (part.Line, part.What)));
        Assert.Equal([23], findings.Problems.Where(problem => problem.Rule == "context-only").Select(problem => problem.Line));
    }

    [Fact]
    public void A_pair_may_have_its_id_as_a_setting()
    {
        var (entries, findings) = Read("> !# @qna.pair.id = 12\n# ? Why?\n```\nSo.\n```\n");

        Assert.Equal("12", entries.Single().Key);
        Assert.Empty(findings.Unplaced);
    }

    [Fact]
    public void A_fence_that_never_closes_is_told()
    {
        var (entries, findings) = Read("# ? Why?\n```markdown\nSo.\n# ? And?\n");

        Assert.Equal("So.\n# ? And?", entries.Single().Answer);
        Assert.Equal((2, "open-fence"), (findings.Problems.Single().Line, findings.Problems.Single().Rule));
    }

    [Fact]
    public void A_file_without_a_question_is_an_error()
    {
        var (entries, findings) = Read("# Greeting\n- Hi\n");

        Assert.Empty(entries);
        Assert.True(findings.HasErrors);
    }

    private static (IReadOnlyList<ForeignEntry> Entries, Findings Findings) Read(string text)
    {
        var findings = new Findings("faq.qna");
        return (PairFileReader.Read(text, findings), findings);
    }
}
