using HipFaqBot.Search.Evaluation;

namespace HipFaqBot.Search.Tests.Evaluation;

public sealed class CalibrationErrorTests
{
    [Fact]
    public void Bins_are_weighed_by_their_size()
    {
        // Bin [0.8, 0.9): mean 0.85, half right: off by 0.35, two of three. Bin [0.1, 0.2): 0.1, none right: off by 0.1, one of three.
        var error = CalibrationError.Expected([(0.8, true), (0.9 - 1e-9, false), (0.1, false)]);

        Assert.Equal(((2 * 0.35) + (1 * 0.1)) / 3, error!.Value, 6);
    }

    [Fact]
    public void Confidence_that_comes_true_has_no_error()
    {
        Assert.Equal(0, CalibrationError.Expected([(1.0, true), (0.0, false)]));
        Assert.Equal(0, CalibrationError.Expected([(0.5, true), (0.5, false)]));
    }

    [Fact]
    public void Certainty_shares_the_last_bin() =>
        Assert.Equal(0.025, CalibrationError.Expected([(0.95, true), (1.0, true)])!.Value, 12);

    [Fact]
    public void Nothing_asked_has_no_error() => Assert.Null(CalibrationError.Expected([]));
}
