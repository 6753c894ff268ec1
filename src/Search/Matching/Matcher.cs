using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Matching;

/// <summary>Says which entry answers a question, and how sure that is. Safe for many threads; a fraction of a millisecond, so synchronous.</summary>
public sealed class Matcher(CurrentKnowledge current)
{
    /// <summary>
    /// Matches a question in five steps: (1) take the current snapshot; (2) analyse the question to words;
    /// (3) let Lucene rank the entries; (4) turn scores into confidences; (5) decide by the site's thresholds.
    /// </summary>
    /// <param name="question">As typed. Empty or wordless text is declined.</param>
    public Match Match(string question)
    {
        using var lease = current.Acquire(); // (1)
        var snapshot = lease.Snapshot;
        var words = snapshot.Analyzer.Words(question); // (2)
        var ranking = snapshot.Index.Rank(words); // (3)
        var candidates = Weigh(ranking, snapshot.Index.Find(words)); // (4)
        return new Match(snapshot.Knowledge, Decide(candidates, snapshot.Knowledge.Site.Thresholds), candidates, words); // (5)
    }

    private static List<Candidate> Weigh(Ranking ranking, Entry? known)
    {
        var confidences = Confidence.Of(ranking, known);
        var candidates = ranking.Entries.Select((hit, rank) =>
            new Candidate(hit.Entry, confidences[rank], new MatchFeatures(hit.Score, hit.Entry == known)));

        // Lucene's order holds but for a known phrasing, which comes first. The sort is stable.
        return [.. candidates.OrderByDescending(candidate => candidate.Features.Known)];
    }

    private static Decision Decide(List<Candidate> candidates, Thresholds thresholds) =>
        candidates.Count == 0 ? Decision.Decline
        : candidates[0].Confidence >= thresholds.Answer ? Decision.Answer
        : candidates.Take(Matching.Match.MaxSuggestions).Sum(candidate => candidate.Confidence) >= thresholds.Suggest ? Decision.Suggest
        : Decision.Decline;
}
