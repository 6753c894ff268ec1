using System.Text.Json;
using System.Text.Json.Nodes;
using HipFaqBot.Search.Evaluation;

namespace HipFaqBot.Search.Tests.Evaluation;

public sealed class ReportTests
{
    private static readonly EvaluationReport Whole = new(
        893,
        new InFigures(390, 0.8, 0.9, 0.85, 0.5, 0.02, 0.3, 0.08, 0.1),
        new OutFigures(150, 0.9, 0.08, 0.02),
        new RedFigures(223, 0, 0),
        new CalmFigures(130, 0),
        0, 0.9, 0.6, 0.8, 0.05, new LatencyFigures(0.3, 0.6, 0.9), 12.5, 80.1)
    {
        Calibration = [new CalibrationBin(0.9, 1, 540, 0.95, 0.9)],
    };

    [Fact]
    public void Its_json_has_the_names_that_scripts_read()
    {
        using var json = JsonDocument.Parse(Whole.ToJson());

        AssertNames(
            json.RootElement, "questions", "in", "out", "red", "calm", "falseAlarmsIn", "auroc", "outRefusedAt95", "joint", "ece", "latencyMs", "buildMs", "memoryMb", "calibration", "rankedBy", "ways", "signs");
        AssertNames(json.RootElement.GetProperty("calibration")[0], "from", "to", "n", "confidence", "right");
        AssertNames(
            json.RootElement.GetProperty("in"), "n", "top1", "top3", "mrr", "answeredRight", "answeredWrong", "suggestedRight", "suggestedWrong", "declined");
        AssertNames(json.RootElement.GetProperty("out"), "n", "declined", "suggested", "answered");
        AssertNames(json.RootElement.GetProperty("red"), "n", "alerted", "rightSign");
        AssertNames(json.RootElement.GetProperty("calm"), "n", "alerted");
        AssertNames(json.RootElement.GetProperty("latencyMs"), "p50", "p95", "p99");
        Assert.Equal(0.02, json.RootElement.GetProperty("in").GetProperty("answeredWrong").GetDouble());
        Assert.Equal(893, json.RootElement.GetProperty("questions").GetInt32());
    }

    [Fact]
    public void An_absent_kind_is_written_as_null()
    {
        using var json = JsonDocument.Parse((Whole with { Red = null, Auroc = null }).ToJson());

        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("red").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("auroc").ValueKind);
    }

    [Fact]
    public void It_reads_back_as_it_was_written() => Assert.Equal(Whole.ToJson(), EvaluationReport.FromJson(Whole.ToJson()).ToJson());

    [Fact]
    public void A_report_from_before_the_calibration_was_kept_is_still_a_baseline()
    {
        var older = JsonNode.Parse(Whole.ToJson())!.AsObject();
        older.Remove("calibration");

        var read = EvaluationReport.FromJson(older.ToJsonString());

        Assert.Empty(read.Calibration);
        Assert.Empty(ReportComparison.Of(read, Whole).Worse);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"questions":1}""")]
    [InlineData("text")]
    public void Other_json_is_not_taken_for_a_report(string json) =>
        Assert.ThrowsAny<JsonException>(() => EvaluationReport.FromJson(json));

    [Fact]
    public void Half_a_point_is_borne_and_more_is_worse()
    {
        Assert.Empty(ReportComparison.Of(Whole, Whole with { In = Whole.In! with { Top1 = 0.795, AnsweredRight = 0.495, AnsweredWrong = 0.025 } }).Worse);

        var worse = ReportComparison.Of(Whole, Whole with
        {
            In = Whole.In! with { Top1 = 0.794, AnsweredRight = 0.494, AnsweredWrong = 0.026 },
            Out = Whole.Out! with { Answered = 0.026 },
        }).Worse;

        Assert.Equal(["in.top1", "in.answeredRight", "in.answeredWrong", "out.answered"], worse.Select(row => row.Name));
    }

    [Fact]
    public void Figures_that_get_better_or_are_not_guarded_never_fail()
    {
        var now = Whole with
        {
            In = Whole.In! with { Top1 = 0.9, AnsweredRight = 0.7, AnsweredWrong = 0, Declined = 0.3 },
            Out = Whole.Out! with { Answered = 0 },
            Ece = 0.5,
        };

        Assert.Empty(ReportComparison.Of(Whole, now).Worse);
    }

    [Fact]
    public void A_guarded_figure_that_is_lost_is_worse_and_one_that_is_new_is_not()
    {
        var without = Whole with { Out = null };

        Assert.Equal(["out.answered"], ReportComparison.Of(Whole, without).Worse.Select(row => row.Name));
        Assert.Empty(ReportComparison.Of(without, Whole).Worse);
        Assert.DoesNotContain(ReportComparison.Of(without, without).Rows, row => row.Name.StartsWith("out.", StringComparison.Ordinal));
    }

    private static void AssertNames(JsonElement element, params string[] names) =>
        Assert.Equal(names, element.EnumerateObject().Select(property => property.Name));
}
