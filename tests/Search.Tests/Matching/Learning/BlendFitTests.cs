using HipFaqBot.Search.Matching.Learning;

namespace HipFaqBot.Search.Tests.Matching.Learning;

public sealed class BlendFitTests
{
    private static readonly EvidenceBlend Usual = new(2, 1);

    [Fact]
    public void A_side_that_is_often_right_counts_more_and_one_that_is_never_counts_less()
    {
        // Lucene is right five times of six, the nearest phrasing once of six, and the regression knows nothing.
        var questions = Enumerable.Range(0, 600).Select(i => Asked(learned: -1, lexical: i % 6 == 0 ? 1 : 0, nearest: i % 6 == 1 ? 0 : 1)).ToList();

        var (_, blend) = BlendFit.Of(questions, 2, Usual);

        Assert.True(blend.Lexical > 1.5 * blend.Nearest * Usual.Lexical / Usual.Nearest, $"{blend}");
        Assert.InRange(blend.Nearest, 0, Usual.Nearest);
    }

    [Fact]
    public void What_was_learned_is_the_measure_of_the_rest()
    {
        // The regression alone is ever right, nine times of ten.
        var questions = Enumerable.Range(0, 500).Select(i => Asked(learned: i % 10 == 0 ? 1 : 0, lexical: i % 2, nearest: i % 2)).ToList();

        var (discriminant, blend) = BlendFit.Of(questions, 2, Usual);

        Assert.InRange(blend.Lexical, 0, Usual.Lexical / 2);
        Assert.InRange(blend.Nearest, 0, Usual.Nearest / 2);
        Assert.InRange(discriminant, 0, 1);
    }

    [Fact]
    public void One_question_changes_little()
    {
        var (_, blend) = BlendFit.Of([Asked(learned: 0, lexical: 1, nearest: 0)], 2, Usual);

        Assert.InRange(blend.Lexical, 0.4 * Usual.Lexical, Usual.Lexical);
        Assert.InRange(blend.Nearest, Usual.Nearest, 2.5 * Usual.Nearest);
    }

    /// <summary>A question whose right entry is the first of two; each side is for the one that is given, or for none (-1).</summary>
    private static Opinions Asked(int learned, int lexical, int nearest) => new(For(learned), [0, 0], For(lexical), For(nearest), 0);

    private static float[] For(int entry) => [entry == 0 ? 1 : 0, entry == 1 ? 1 : 0];
}
