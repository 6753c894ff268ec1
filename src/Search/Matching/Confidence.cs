namespace HipFaqBot.Search.Matching;

/// <summary>
/// From scores to probabilities of being right: a softmax over the entries and "none of them". Its two numbers are the
/// likeliest ones for phrasings of the knowledge held out in five folds and for the out-of-scope questions of
/// <c>knowledge/evaluation/regression.jsonl</c>, weighed as a quarter of all; <c>hipfaq eval</c> reports how far it is off.
/// </summary>
internal static class Confidence
{
    /// <summary>For a question that comes down to a phrasing's own words: as sure as anything typed can be.</summary>
    private const double Known = 0.99;

    /// <summary>What a score of 1 weighs, and what "none of them" weighs.</summary>
    private const double PerScore = 25;
    private const double None = 4.25;

    /// <summary>The probability of each entry, given all their scores (0 to 1); together they leave room for "none of them".</summary>
    /// <param name="known">Index of the entry one of whose phrasings the question is, or -1.</param>
    public static double[] Of(IReadOnlyList<double> scores, int known)
    {
        var weights = scores.Select(score => Math.Exp((PerScore * score) - None)).ToArray();
        var total = 1 + weights.Sum();
        var others = known < 0 ? 1 : (1 - Known) / Math.Max(1 - (weights[known] / total), double.Epsilon);
        return [.. weights.Select((weight, index) => index == known ? Known : others * weight / total)];
    }
}
