using HipFaqBot.Search.Matching.Learning;

namespace HipFaqBot.Search.Tests.Matching.Learning;

public sealed class ConfidenceFitTests
{
    [Fact]
    public void What_comes_true_three_times_of_four_gets_three_quarters()
    {
        // Of 400 questions whose first entry leads by 1, 300 are the first one's; nothing is out of scope.
        var questions = Enumerable.Range(0, 400).Select(i => Judged(1, 0, i % 4 == 0 ? 1 : 0)).ToList();

        Assert.Equal(0.75, First(ConfidenceFit.Of(questions), 1, 0), 0.02);
    }

    [Fact]
    public void Strangers_weigh_as_a_quarter_of_all_however_few_they_are()
    {
        // Nothing tells strangers from the others, so that each question is a stranger by a quarter.
        var questions = Enumerable.Range(0, 300).Select(_ => Judged(5, 0, 0)).Concat(Enumerable.Range(0, 10).Select(_ => Judged(5, 0, -1))).ToList();

        Assert.Equal(0.75, First(ConfidenceFit.Of(questions), 5, 0), 0.03);
    }

    private static double First(ConfidenceModel model, float first, float second)
    {
        var probabilities = new double[2];
        model.Probabilities(Judged(first, second, 0).Evidence, probabilities);
        return probabilities[0];
    }

    private static Judged Judged(float first, float second, int right) => new(new Evidence([first, second], default), right);
}
