using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Matching.Large;

/// <summary>
/// From the entries of a large knowledge base that a question's words have found to candidates with confidences: the score of the
/// words, and, where vectors are there, the nearest phrasing's cosine beside it. The confidence is a softmax over the entries and
/// "none of them". Its numbers are the likeliest ones for four knowledge bases met as if they were large: the project's own with its
/// questions and strangers, and three public sets of which a quarter of the entries was left out whole (<c>docs/scale.md</c>); what is
/// out of scope weighs as a quarter.
/// </summary>
internal static class NearestEntries
{
    /// <summary>What the cosine counts beside the words' score. From 0.4 to 0.8 little changes.</summary>
    private const double CosineShare = 0.6;

    /// <summary>Any question is at least so much like something else, also where no decoys are listed.</summary>
    private const double LeastDecoy = 0.1;

    private static readonly Numbers ByWords = new(28.8, 4.30, 7.54, 5.52, 0);
    private static readonly Numbers ByMeaningToo = new(20.9, 5.95, 7.54, 5.07, 6.60);

    /// <summary>The candidates, best first; of equal ones in the words' order.</summary>
    /// <param name="ranking">What the words have found.</param>
    /// <param name="vectors">The entries' vectors, or null where they are not there (yet).</param>
    public static List<Candidate> Weigh(Ranking ranking, QuestionText text, CandidateVectors? vectors)
    {
        if (ranking.Entries.Count == 0)
        {
            return [];
        }

        var question = vectors?.Encoder.Encode(text.Plain) ?? [];
        var hasMeaning = question.Length > 0;
        var numbers = hasMeaning ? ByMeaningToo : ByWords;
        var cosines = ranking.Entries.Select(hit => hasMeaning ? vectors!.Nearest(hit.Entry, question) : 0).ToArray();
        var scores = ranking.Entries.Select((hit, rank) => hit.Score + (CosineShare * cosines[rank])).ToArray();
        var best = Array.IndexOf(scores, scores.Max());
        var decoy = ranking.Decoys.Count > 0 ? Math.Max(LeastDecoy, ranking.Decoys[0]) : LeastDecoy;
        var none = numbers.None + (numbers.Decoy * decoy) + (numbers.Words * ranking.Entries[best].Score) + (numbers.Cosine * cosines.Max());
        var weights = Array.ConvertAll(scores, score => Math.Exp(numbers.Sharpness * (score - scores[best])));
        var total = weights.Sum() + Math.Exp(none - (numbers.Sharpness * scores[best]));
        var candidates = ranking.Entries.Select((hit, rank) => new Candidate(hit.Entry, weights[rank] / total, new MatchFeatures(hit.Score, Known: false)
        {
            Nearest = hasMeaning ? cosines[rank] : null,
        }));
        return [.. candidates.OrderByDescending(candidate => candidate.Confidence)];
    }

    /// <param name="Sharpness">How sharply the best entry stands out.</param>
    /// <param name="None">What speaks for "none" before anything is known.</param>
    /// <param name="Decoy">What the best decoy's score adds to it.</param>
    /// <param name="Words">What the best entry's words add, against their much stronger part in the entry's own score.</param>
    /// <param name="Cosine">What the nearest phrasing's cosine adds, likewise.</param>
    private readonly record struct Numbers(double Sharpness, double None, double Decoy, double Words, double Cosine);
}
