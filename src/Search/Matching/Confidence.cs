using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Matching;

/// <summary>
/// From scores to probabilities of being right, in two steps. Whether any entry answers the question is a logistic model of the
/// best entry's score against the best decoy topic's; which entry it is, a softmax of the entries' scores. The four numbers are
/// the likeliest ones for <c>knowledge/evaluation/regression.jsonl</c> and for decoys held out in five folds, with what is out of
/// scope weighed as a quarter of all. <c>hipfaq eval</c> reports how far the result is off.
/// </summary>
internal static class Confidence
{
    /// <summary>For a question that comes down to a phrasing's own words, or whose words are certain: as sure as anything typed can be.</summary>
    public const double Known = 0.99;

    /// <summary>What the best entry's score speaks for an answer, and the best decoy's against it.</summary>
    private const double ForAnswer = 20.6;
    private const double AgainstAnswer = 30.1;
    private const double Bias = 1.0;

    /// <summary>How sharply the best entry stands out from the next.</summary>
    private const double Sharpness = 59.4;

    /// <summary>Any question is at least so much like something else, also where no decoys are listed.</summary>
    private const double LeastDecoy = 0.1;

    /// <summary>The probability of each entry in the ranking's order; what is missing to 1 is that none of them answers.</summary>
    /// <param name="known">The entry one of whose phrasings the question is, if any.</param>
    public static IReadOnlyList<double> Of(Ranking ranking, Entry? known)
    {
        if (ranking.Entries.Count == 0)
        {
            return [];
        }

        var best = ranking.Entries[0].Score;
        var decoy = ranking.Decoys.Count > 0 ? Math.Max(LeastDecoy, ranking.Decoys[0]) : LeastDecoy;
        var answerable = 1 / (1 + Math.Exp(-((ForAnswer * best) - (AgainstAnswer * decoy) + Bias)));
        var weights = ranking.Entries.Select(hit => Math.Exp(Sharpness * (hit.Score - best))).ToList();
        var total = weights.Sum();
        if (known is null)
        {
            return weights.ConvertAll(weight => answerable * weight / total);
        }

        var place = ranking.Entries.ToList().FindIndex(hit => hit.Entry == known);
        var others = (1 - Known) / total;
        return [.. weights.Select((weight, index) => index == place ? Known : others * weight)];
    }
}
