using Lucene.Net.Index;
using Lucene.Net.Util;

namespace HipFaqBot.Search.Matching.Large;

/// <summary>
/// Ranks the entries of a large knowledge base in three steps whose cost does not grow with it. (1) The question's rarest words and
/// pairs name candidates, until so many postings are read; (2) the common ones ("hip", "pain", "how"), whose postings are long and say
/// little, are looked up at the best candidates only; (3) the best of those are held against the question phrasing by phrasing.
/// Letters' pieces are not indexed: a slip is repaired before, and an unknown word is compared by its pieces in step 3. Safe for many threads.
/// </summary>
/// <param name="reader">An index of one segment that keeps the phrasings' words.</param>
/// <param name="search">Its postings.</param>
/// <param name="entries">How many of the documents are entries; topics of decoys follow.</param>
internal sealed class CandidateSearch(AtomicReader reader, PostingsSearch search, int entries)
{
    /// <summary>The field that keeps the words of each document's phrasings, one phrasing a line.</summary>
    public const string TextsField = "texts";

    /// <summary>Terms name candidates, the rarest first, until so many postings are read: less than a millisecond.</summary>
    public const int MostPostings = 40_000;

    /// <summary>So many candidates are compared phrasing by phrasing, the best by BM25.</summary>
    private const int MostCompared = 64;

    /// <summary>As <see cref="FaqIndex"/> takes of a question: the cost of a message is bounded.</summary>
    private const int MaxTerms = 340;

    /// <summary>What the nearest phrasing counts; BM25 counts the rest.</summary>
    private const float NearestShare = 0.5f;

    /// <summary>The kinds of terms that a large index has.</summary>
    public static IReadOnlyList<TermField> Fields { get; } = [.. Terms.Fields.Where(field => field.Name is "words" or "pairs")];

    /// <summary>The best documents by falling score, 0 to 1; of equal ones the earlier first.</summary>
    public IReadOnlyList<(int Document, float Score)> Rank(IReadOnlyList<string> words)
    {
        using var sum = search.Begin();
        var terms = Weighed(sum, words, out var best);
        var found = Candidates(sum, terms);
        if (found.Count == 0)
        {
            return [];
        }

        var overlap = new PhrasingOverlap([.. terms.Where(term => term.Field == "words").Select(term => (term.Text, (float)term.Most, term.Frequency > 0))]);
        var texts = reader.GetBinaryDocValues(TextsField);
        var bytes = new BytesRef();
        var hits = new List<(int Document, float Score)>(found.Count);
        foreach (var (document, score) in found)
        {
            texts.Get(document, bytes);
            var nearest = overlap.Best(bytes.Bytes.AsSpan(bytes.Offset, bytes.Length));
            hits.Add((document, (NearestShare * nearest) + ((1 - NearestShare) * (float)(score / best))));
        }

        hits.Sort((one, other) => other.Score.CompareTo(one.Score) is var order and not 0 ? order : one.Document.CompareTo(other.Document));
        return hits;
    }

    private static List<WeighedTerm> Weighed(PostingsSearch.Sum sum, IReadOnlyList<string> words, out double best)
    {
        var terms = new List<WeighedTerm>();
        best = 0;
        foreach (var field in Fields)
        {
            foreach (var term in field.Of(words).Distinct(StringComparer.Ordinal).Take(MaxTerms))
            {
                var (frequency, most) = sum.Weigh(field.Name, term, field.Weight);
                terms.Add(new WeighedTerm(field.Name, term, frequency, most));
                best += most;
            }
        }

        return terms;
    }

    /// <summary>Steps 1 and 2: the best documents by BM25, falling.</summary>
    private List<(int Document, float Score)> Candidates(PostingsSearch.Sum sum, List<WeighedTerm> terms)
    {
        var rarestFirst = terms.Where(term => term.Frequency > 0).OrderBy(term => term.Frequency).ToList();
        var read = 0;
        var next = 0;
        for (; next < rarestFirst.Count && (read == 0 || read + rarestFirst[next].Frequency <= MostPostings); next++)
        {
            sum.AddWeighed(rarestFirst[next].Field, rarestFirst[next].Text, rarestFirst[next].Most);
            read += rarestFirst[next].Frequency;
        }

        if (next < rarestFirst.Count)
        {
            var candidates = sum.Best(entries).Select(hit => hit.Document).Order().ToArray();
            foreach (var common in rarestFirst.Skip(next))
            {
                sum.AddAt(common.Field, common.Text, common.Most, candidates);
            }
        }

        var best = sum.Best(entries).ToList();
        return [.. best.Where(hit => hit.Document < entries).Take(MostCompared), .. best.Where(hit => hit.Document >= entries).Take(MostCompared / 4)];
    }

    /// <param name="Most">The most that it can add to any document.</param>
    private readonly record struct WeighedTerm(string Field, string Text, int Frequency, double Most);
}
