using HipFaqBot.Search.Matching.Learning;

namespace HipFaqBot.Search.Tests.Matching.Learning;

public sealed class LinearDiscriminantTests
{
    // Two classes that differ by the first number, while the second one varies widely within each.
    private static readonly TextFeatures[] Examples =
        [Text(0.1f, 0.9f), Text(0.1f, -0.9f), Text(0.1f, 0), Text(-0.1f, 0.6f), Text(-0.1f, -1.2f), Text(-0.1f, -0.3f)];

    private static readonly int[] Classes = [0, 0, 0, 1, 1, 1];

    [Fact]
    public void A_direction_that_varies_within_a_class_counts_less()
    {
        // Nearer to the middle of the second class (-0.1, -0.3) than to that of the first (0.1, 0), but not by what tells them apart.
        var scores = Scores(LinearDiscriminant.Of(Examples, Classes, 2, 2, 2)!, 0.05f, -0.2f);

        Assert.True(scores[0] > scores[1]);
    }

    [Fact]
    public void A_class_without_examples_is_as_far_as_the_farthest()
    {
        var scores = Scores(LinearDiscriminant.Of(Examples, Classes, 3, 3, 2)!, 0.1f, 0);

        Assert.True(scores[0] > scores[1]);
        Assert.Equal(scores[1], scores[2]);
    }

    [Fact]
    public void Where_every_entry_has_one_phrasing_the_nearer_one_wins()
    {
        var scores = Scores(LinearDiscriminant.Of([Text(0, 1), Text(1, 0)], [0, 1], 2, 2, 2)!, 0.6f, 0.8f);

        Assert.All(scores, score => Assert.True(float.IsFinite(score)));
        Assert.True(scores[0] > scores[1]);
    }

    [Fact]
    public void Decoys_are_a_class_whose_width_is_not_that_of_an_entry()
    {
        var alone = Scores(LinearDiscriminant.Of(Examples, Classes, 2, 2, 2)!, 0.1f, 0.2f);
        var beside = Scores(LinearDiscriminant.Of([.. Examples, Text(5, 5), Text(-5, 3)], [.. Classes, 2, 2], 3, 2, 2)!, 0.1f, 0.2f);

        Assert.Equal(alone[0] - alone[1], beside[0] - beside[1], 1e-4);
    }

    [Fact]
    public void Without_vectors_there_is_none() =>
        Assert.Null(LinearDiscriminant.Of([new TextFeatures([], [], []), new TextFeatures([], [], [])], [0, 1], 2, 2, 0));

    [Fact]
    public void It_lowers_all_but_the_nearest_class()
    {
        float[] logs = [-1, -0.5f, -11.9f];

        LinearDiscriminant.Lower(logs, [7, 5, -10], 0.5f);

        Assert.Equal([-1, -1.5f, -12], logs);
    }

    private static TextFeatures Text(params float[] vector) => new(vector, [], []);

    private static float[] Scores(LinearDiscriminant discriminant, params float[] vector) => discriminant.Scores(vector);
}
