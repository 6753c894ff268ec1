using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Matching;

/// <summary>
/// From scores to probabilities of being right: a softmax over the entries, the topics of decoys and "none of them". Its two
/// numbers are the likeliest ones for phrasings held out in five folds and for the questions of
/// <c>knowledge/evaluation/regression.jsonl</c>, in equal parts, with those out of scope weighed as a quarter of all.
/// <c>hipfaq eval</c> reports how far it is off.
/// </summary>
internal static class Confidence
{
    /// <summary>For a question that comes down to a phrasing's own words: as sure as anything typed can be.</summary>
    private const double Known = 0.99;

    /// <summary>What a score of 1 weighs, and what "none of them" weighs.</summary>
    private const double PerScore = 34;
    private const double None = 5.5;

    /// <summary>The probability of each entry in the ranking's order; together they leave room for "none of them".</summary>
    /// <param name="known">The entry one of whose phrasings the question is, if any.</param>
    public static IReadOnlyList<double> Of(Ranking ranking, Entry? known)
    {
        var weights = ranking.Entries.Select(hit => Weight(hit.Score)).ToList();
        var total = 1 + weights.Sum() + ranking.Decoys.Sum(Weight);
        if (known is null)
        {
            return weights.ConvertAll(weight => weight / total);
        }

        var place = ranking.Entries.ToList().FindIndex(hit => hit.Entry == known);
        var others = (1 - Known) / (total - weights[place]);
        return [.. weights.Select((weight, index) => index == place ? Known : others * weight)];
    }

    private static double Weight(double score) => Math.Exp((PerScore * score) - None);
}
