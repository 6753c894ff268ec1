namespace HipFaqBot.Search.Matching;

/// <summary>
/// From measurements to the probability that an entry is the right one: a logistic model, whose four numbers were fitted
/// on held-out phrasings of the knowledge and on the project's own out-of-scope questions (<c>hipfaq eval</c> reports its error).
/// </summary>
internal static class Confidence
{
    /// <summary>The one number that entries are ranked by: how well the entry and its nearest phrasing fit, in equal shares.</summary>
    public static double Score(double lexical, double phrasing) => (lexical + phrasing) / 2;

    public static double Of(MatchFeatures features) =>
        1 / (1 + Math.Exp(-(-6 + (6 * features.Lexical) + (6 * features.Phrasing) + (6 * features.Margin))));
}
