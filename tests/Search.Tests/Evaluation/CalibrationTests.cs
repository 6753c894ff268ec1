using HipFaqBot.Search.Evaluation;

namespace HipFaqBot.Search.Tests.Evaluation;

public sealed class CalibrationTests
{
    [Fact]
    public void Bins_are_weighed_by_their_size()
    {
        // Bin [0.8, 0.9): mean 0.85, half right: off by 0.35, two of three. Bin [0.1, 0.2): 0.1, none right: off by 0.1, one of three.
        var error = ErrorOf((0.8, true), (0.9 - 1e-9, false), (0.1, false));

        Assert.Equal(((2 * 0.35) + (1 * 0.1)) / 3, error!.Value, 6);
    }

    [Fact]
    public void Confidence_that_comes_true_has_no_error()
    {
        Assert.Equal(0, ErrorOf((1.0, true), (0.0, false)));
        Assert.Equal(0, ErrorOf((0.5, true), (0.5, false)));
    }

    [Fact]
    public void Certainty_shares_the_last_bin() =>
        Assert.Equal(0.025, ErrorOf((0.95, true), (1.0, true))!.Value, 12);

    [Fact]
    public void Nothing_asked_has_no_error() => Assert.Null(ErrorOf());

    [Fact]
    public void The_table_has_the_bins_that_hold_a_question_lowest_first()
    {
        var table = Calibration.Table([(0.95, true), (0.25, false), (0.29, true)]);

        Assert.Equal([0.2, 0.9], table.Select(bin => bin.From));
        Assert.Equal([0.3, 1], table.Select(bin => bin.To));
        Assert.Equal([2, 1], table.Select(bin => bin.N));
        Assert.Equal(0.27, table[0].Confidence, 12);
        Assert.Equal([0.5, 1], table.Select(bin => bin.Right));
    }

    private static double? ErrorOf(params (double Confidence, bool Right)[] judged) => Calibration.ExpectedError(Calibration.Table(judged));
}
