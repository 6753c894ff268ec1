using HipFaqBot.Search.Evaluation;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Tests.Evaluation;

public sealed class QuestionFileTests
{
    [Fact]
    public void A_line_is_one_question_and_unknown_properties_are_ignored()
    {
        var reading = QuestionFile.Parse("q.jsonl", ["", """{"text":"how long","ids":["a","b"],"kind":"in","signs":[],"note":{"by":"x"}}"""]);

        Assert.Empty(reading.Problems);
        var question = Assert.Single(reading.Questions);
        Assert.Equal("how long", question.Text);
        Assert.Equal(["a", "b"], question.Ids);
        Assert.Equal(QuestionKind.In, question.Kind);
        Assert.Equal(("q.jsonl", 2), (question.Path, question.Line));
    }

    [Theory]
    [InlineData("""{"text":"t","kind":"out"}""", QuestionKind.Out)]
    [InlineData("""{"text":"t","ids":[],"kind":"calm"}""", QuestionKind.Calm)]
    [InlineData("""{"text":"t","kind":"red","signs":["rf-x"]}""", QuestionKind.Red)]
    public void Lists_that_a_kind_does_not_need_may_be_left_out(string line, QuestionKind kind)
    {
        var reading = QuestionFile.Parse("q.jsonl", [line]);

        Assert.Equal(kind, Assert.Single(reading.Questions).Kind);
        Assert.Empty(reading.Problems);
    }

    [Theory]
    [InlineData("no json", "jsonl")]
    [InlineData("[1]", "jsonl")]
    [InlineData("null", "jsonl")]
    [InlineData("""{"ids":["a"],"kind":"in"}""", "missing-field")]
    [InlineData("""{"text":"t","ids":["a"]}""", "kind")]
    [InlineData("""{"text":"t","ids":["a"],"kind":"IN?"}""", "kind")]
    [InlineData("""{"text":"t","ids":[],"kind":"in"}""", "missing-field")]
    [InlineData("""{"text":"t","kind":"red"}""", "missing-field")]
    [InlineData("""{"text":5,"kind":"out"}""", "jsonl")]
    public void A_bad_line_is_a_problem_with_file_and_line_and_the_others_are_read(string line, string rule)
    {
        var reading = QuestionFile.Parse("q.jsonl", ["""{"text":"t","kind":"out"}""", line]);

        Assert.Single(reading.Questions);
        var problem = Assert.Single(reading.Problems);
        Assert.Equal(("q.jsonl", 2, Severity.Error, rule), (problem.Path, problem.Line, problem.Severity, problem.Rule));
    }

    [Fact]
    public void An_empty_file_is_a_problem() =>
        Assert.Equal("no-questions", Assert.Single(QuestionFile.Parse("q.jsonl", ["", " "]).Problems).Rule);

    [Fact]
    public void A_missing_file_and_one_that_is_not_utf8_are_problems()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, [0x7B, 0xFF, 0xFE]);
            Assert.Equal("encoding", Assert.Single(QuestionFile.Read(file).Problems).Rule);
        }
        finally
        {
            File.Delete(file);
        }

        Assert.Equal("unreadable", Assert.Single(QuestionFile.Read(file).Problems).Rule);
    }
}
