using System.Buffers;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching.Large;
using HipFaqBot.Search.Matching.Learning;
using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Matching;

/// <summary>
/// Says which entry answers a question, and how sure that is. Safe for many threads; a fraction of a millisecond and the encoder's
/// two, so synchronous.
/// </summary>
public sealed class Matcher(CurrentKnowledge current)
{
    /// <summary>
    /// Matches a question in five steps: (1) take the current snapshot; (2) analyse the question to words; (3) if it is a phrasing,
    /// take that entry; (4) else let Lucene score the entries and, unless it is certain, the ranker weigh them; without a ranker
    /// turn Lucene's scores into confidences; (5) decide by the site's thresholds.
    /// </summary>
    /// <param name="question">As typed. Empty or wordless text is declined.</param>
    public Match Match(string question) => Match(question, whole: false);

    /// <summary>As <see cref="Match(string)"/>, and with the other entries also where a phrasing says which one is meant.</summary>
    /// <param name="question">As typed.</param>
    /// <param name="whole">Whether to rank the others below a phrasing's entry: for people who look at a match, not for answering.</param>
    public Match Match(string question, bool whole)
    {
        using var lease = current.Acquire(); // (1)
        var snapshot = lease.Snapshot;
        var text = snapshot.Analyzer.Read(question); // (2)
        var known = snapshot.Index.Find(text.Words); // (3)
        var (candidates, way) =
            known is not null && whole ? (ByWords(snapshot, text, known), MatchWay.Phrasing)
            : known is not null ? ([new Candidate(known, Confidence.Known, new MatchFeatures(1, Known: true))], MatchWay.Phrasing)
            : text.Words.Count > 0 && !snapshot.Index.IsLarge && snapshot.Ranked is { } ranked ? Weigh(snapshot, ranked, text) // (4)
            : snapshot.Index.IsLarge ? (NearestEntries.Weigh(snapshot.Index.Rank(text.Words), text, snapshot.Vectors), MatchWay.Nearest)
            : (ByWords(snapshot, text, null), MatchWay.Words);
        return new Match(snapshot.Knowledge, Decide(candidates, snapshot.Knowledge.Site.Thresholds), candidates, text, way); // (5)
    }

    private static (List<Candidate> Candidates, MatchWay Way) Weigh(KnowledgeSnapshot snapshot, RankedEntries ranked, QuestionText text)
    {
        var entries = snapshot.Knowledge.Entries;
        var rented = ArrayPool<float>.Shared.Rent(entries.Count + snapshot.Knowledge.Decoys.Count);
        try
        {
            var shares = rented.AsSpan(0, entries.Count + snapshot.Knowledge.Decoys.Count);
            snapshot.Index.Score(text.Words, shares);
            var (best, lead) = Lead.Of(shares, entries.Count);
            return lead >= ranked.Ranker.CertainLead
                ? (ByWords(snapshot, text, entries[best]), MatchWay.CertainWords)
                : (ranked.Weigh(text, shares), MatchWay.Learned);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <param name="sure">The entry that is surely meant, or null.</param>
    private static List<Candidate> ByWords(KnowledgeSnapshot snapshot, QuestionText text, Entry? sure)
    {
        var ranking = snapshot.Index.Rank(text.Words);
        var confidences = Confidence.Of(ranking, sure);
        var candidates = ranking.Entries.Select((hit, rank) =>
            new Candidate(hit.Entry, confidences[rank], new MatchFeatures(hit.Score, hit.Entry == sure)));

        // Lucene's order holds but for the entry that is sure, which comes first. The sort is stable.
        return [.. candidates.OrderByDescending(candidate => candidate.Features.Known)];
    }

    private static Decision Decide(List<Candidate> candidates, Thresholds thresholds) =>
        candidates.Count == 0 ? Decision.Decline
        : candidates[0].Confidence >= thresholds.Answer ? Decision.Answer
        : candidates.Take(Matching.Match.MaxSuggestions).Sum(candidate => candidate.Confidence) >= thresholds.Suggest ? Decision.Suggest
        : Decision.Decline;
}
