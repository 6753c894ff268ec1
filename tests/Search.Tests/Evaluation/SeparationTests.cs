using HipFaqBot.Search.Evaluation;

namespace HipFaqBot.Search.Tests.Evaluation;

public sealed class SeparationTests
{
    [Fact]
    public void Auroc_is_the_share_of_pairs_in_the_right_order()
    {
        // Pairs: 0.9 is above both, 0.4 is above one of the two.
        Assert.Equal(3 / 4.0, Separation.Auroc([0.9, 0.4], [0.5, 0.1]));
        Assert.Equal(1, Separation.Auroc([0.9, 0.8], [0.1]));
        Assert.Equal(0, Separation.Auroc([0.1], [0.9, 0.8]));
    }

    [Fact]
    public void A_tie_counts_half_in_auroc()
    {
        Assert.Equal(0.5, Separation.Auroc([0.3, 0.3], [0.3]));
        // 0.5 against 0.5 and 0.2: a half and one; 0.7 is above both.
        Assert.Equal(3.5 / 4, Separation.Auroc([0.5, 0.7], [0.5, 0.2]));
    }

    [Fact]
    public void Refusals_are_counted_strictly_below_the_confidence_that_keeps_95_of_100()
    {
        var inside = Enumerable.Range(1, 20).Select(value => value / 20.0).ToList(); // 19 of 20 are at or above 0.10

        Assert.Equal(0.5, Separation.RefusedAt(95, inside, [0.05, 0.09, 0.10, 0.5]));
    }

    [Fact]
    public void Of_few_questions_95_of_100_are_all() => Assert.Equal(0, Separation.RefusedAt(95, [0.2, 0.9], [0.2]));

    [Fact]
    public void Joint_takes_the_best_threshold()
    {
        (double, QuestionKind, bool)[] questions =
        [
            (0.9, QuestionKind.In, true),
            (0.8, QuestionKind.In, false),
            (0.7, QuestionKind.In, true),
            (0.6, QuestionKind.Out, false),
            (0.2, QuestionKind.In, true),
            (0.1, QuestionKind.Out, false),
        ];

        // Threshold 0.7: two right of three, both strangers refused. Threshold 0.2: three right, one stranger refused. Four either way.
        Assert.Equal(4 / 6.0, Separation.Joint(questions));
    }

    [Fact]
    public void Joint_may_refuse_everything_and_never_parts_equals()
    {
        Assert.Equal(1 / 2.0, Separation.Joint([(0.5, QuestionKind.In, true), (0.5, QuestionKind.Out, false)]));
        Assert.Equal(1, Separation.Joint([(1.0, QuestionKind.Out, false)]));
    }

    [Fact]
    public void Without_one_of_the_kinds_there_is_nothing_to_separate()
    {
        Assert.Null(Separation.Auroc([0.5], []));
        Assert.Null(Separation.RefusedAt(95, [], [0.5]));
        Assert.Null(Separation.Joint([]));
    }
}
