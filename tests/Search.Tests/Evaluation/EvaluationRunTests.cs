using HipFaqBot.Search.Evaluation;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Search.Tests.Evaluation;

public sealed class EvaluationRunTests
{
    [Fact]
    public void A_missed_warning_sign_is_graver_than_a_wrong_answer_and_that_than_a_decline()
    {
        var declined = Outcomes.In(Decision.Decline, "a");
        var wrong = Outcomes.In(Decision.Answer, "b");
        var surer = Outcomes.Out(Decision.Answer) with { Confidence = 0.99 };
        var missed = Outcomes.Red(null);

        var mistakes = Run(declined, wrong, surer, missed, Outcomes.In(Decision.Answer, "a")).Mistakes;

        Assert.Equal([missed, surer, wrong, declined], mistakes);
    }

    [Fact]
    public void Entries_taken_for_each_other_are_counted_in_pairs_the_most_frequent_first()
    {
        var confusions = Run(
            Outcomes.In(Decision.Answer, "c", "a"),
            Outcomes.In(Decision.Suggest, "b", "a"),
            Outcomes.In(Decision.Decline, "b"),
            Outcomes.In(Decision.Decline),
            Outcomes.In(Decision.Answer, "a", "b"),
            Outcomes.Out(Decision.Answer)).Confusions;

        Assert.Equal([("a", "b", 2), ("a", null, 1), ("a", "c", 1)], confusions.Select(pair => (pair.Expected, pair.Best, pair.Questions.Count)));
    }

    private static EvaluationRun Run(params Outcome[] outcomes) =>
        new(new EvaluationReport(outcomes.Length, null, null, null, null, null, null, null, null, null, new LatencyFigures(0, 0, 0), 0, 0), outcomes);
}
