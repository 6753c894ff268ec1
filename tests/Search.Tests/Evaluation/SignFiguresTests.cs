using HipFaqBot.Search.Evaluation;

namespace HipFaqBot.Search.Tests.Evaluation;

public sealed class SignFiguresTests
{
    [Theory]
    [InlineData(0, 10, 0, 0.278)] // Published values of Wilson's interval.
    [InlineData(10, 10, 0.722, 1)]
    [InlineData(81, 263, 0.255, 0.366)]
    public void The_interval_is_Wilsons(int hits, int n, double low, double high)
    {
        var interval = SignFigures.Interval(hits, n);

        Assert.Equal(low, interval.Low, 0.001);
        Assert.Equal(high, interval.High, 0.001);
    }
}
