using HipFaqBot.Search.Evaluation;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Search.Tests.Evaluation;

public sealed class FiguresTests
{
    private static readonly Outcome[] Five =
    [
        Outcomes.In(Decision.Answer, "a", "b"),
        Outcomes.In(Decision.Answer, "b", "a"),
        Outcomes.In(Decision.Suggest, "b", "c", "a"),
        Outcomes.In(Decision.Suggest, "b", "c", "d", "a"),
        Outcomes.In(Decision.Decline),
    ];

    [Fact]
    public void Ranking_leaves_the_decision_aside()
    {
        var figures = Figures.In(Five)!;

        Assert.Equal(5, figures.N);
        Assert.Equal(1 / 5.0, figures.Top1);
        Assert.Equal(3 / 5.0, figures.Top3);
        Assert.Equal((1 + (1 / 2.0) + (1 / 3.0) + (1 / 4.0) + 0) / 5, figures.Mrr, 12);
    }

    [Fact]
    public void What_was_decided_sums_to_one()
    {
        var figures = Figures.In(Five)!;

        Assert.Equal(0.2, figures.AnsweredRight);
        Assert.Equal(0.2, figures.AnsweredWrong);
        Assert.Equal(0.2, figures.SuggestedRight);
        Assert.Equal(0.2, figures.SuggestedWrong);
        Assert.Equal(0.2, figures.Declined);
    }

    [Fact]
    public void An_entry_that_answers_as_well_is_as_right()
    {
        var outcome = Outcomes.In(Decision.Answer, "b") with { Question = new EvaluationQuestion("q", ["a", "b"], QuestionKind.In, []) };

        Assert.Equal(1, Figures.In([outcome])!.AnsweredRight);
    }

    [Fact]
    public void Strangers_are_declined_suggested_or_answered()
    {
        var figures = Figures.Out([Outcomes.Out(Decision.Decline), Outcomes.Out(Decision.Decline), Outcomes.Out(Decision.Suggest), Outcomes.Out(Decision.Answer)]);

        Assert.Equal(new OutFigures(4, 0.5, 0.25, 0.25), figures);
    }

    [Fact]
    public void A_warning_sign_is_missed_raised_or_the_right_one()
    {
        var outcomes = new[] { Outcomes.Red(null), Outcomes.Red("other"), Outcomes.Red("s"), Outcomes.Red("also"), Outcomes.Calm("s"), Outcomes.Calm(null) };

        Assert.Equal(new RedFigures(4, 0.75, 0.5), Figures.Red(outcomes));
        Assert.Equal(new CalmFigures(2, 0.5), Figures.Calm(outcomes));
    }

    [Fact]
    public void False_alarms_are_a_share_of_the_questions_with_an_answer()
    {
        var calm = Outcomes.In(Decision.Answer, "a");

        Assert.Equal(0.25, Figures.FalseAlarmsIn([calm, calm, calm, calm with { Sign = "s" }, Outcomes.Red("s")]));
    }

    [Fact]
    public void An_absent_kind_has_no_figures()
    {
        Assert.Null(Figures.In([Outcomes.Out(Decision.Decline)]));
        Assert.Null(Figures.Out(Five));
        Assert.Null(Figures.Red(Five));
        Assert.Null(Figures.Calm(Five));
        Assert.Null(Figures.FalseAlarmsIn([]));
    }

    [Fact]
    public void Percentiles_are_values_that_occurred()
    {
        var hundred = Enumerable.Range(1, 100).Select(value => (double)value).Reverse();

        Assert.Equal(new LatencyFigures(50, 95, 99), Figures.Latency(hundred));
        Assert.Equal(new LatencyFigures(7, 7, 7), Figures.Latency([7]));
        Assert.Equal(new LatencyFigures(2, 3, 3), Figures.Latency([3, 1, 2]));
    }

    [Theory]
    [InlineData(Decision.Answer, "a", null)]
    [InlineData(Decision.Answer, "b", "answered wrong")]
    [InlineData(Decision.Suggest, "b,a", null)]
    [InlineData(Decision.Suggest, "b,c,d,a", "suggested wrong")]
    [InlineData(Decision.Decline, "a", "declined")]
    public void A_mistake_is_named(Decision decision, string ranked, string? mistake) =>
        Assert.Equal(mistake, Outcomes.In(decision, ranked.Split(',')).Mistake);

    [Fact]
    public void Mistakes_of_the_other_kinds_are_named_too()
    {
        Assert.Equal("answered", Outcomes.Out(Decision.Answer).Mistake);
        Assert.Equal("suggested", Outcomes.Out(Decision.Suggest).Mistake);
        Assert.Null(Outcomes.Out(Decision.Decline).Mistake);
        Assert.Equal("no alert", Outcomes.Red(null).Mistake);
        Assert.Equal("wrong sign", Outcomes.Red("other").Mistake);
        Assert.Null(Outcomes.Red("s").Mistake);
        Assert.Equal("false alarm", Outcomes.Calm("s").Mistake);
        Assert.Null(Outcomes.Calm(null).Mistake);
    }
}
