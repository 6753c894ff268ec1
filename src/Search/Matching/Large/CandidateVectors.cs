using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Matching.Large;

/// <summary>
/// The encoder's vectors of a large knowledge base's phrasings, to hold a question against the few entries that its words have found.
/// Nothing is learned from them. They lie in the vector cache by the texts' hashes: a restart or an edit encodes only what is new.
/// </summary>
internal sealed class CandidateVectors
{
    /// <summary>So many texts are encoded, three minutes and 120 MB of them; of a larger knowledge base the first few of each entry, its question before all.</summary>
    public const int MostTexts = 120_000;

    private readonly Dictionary<string, (int Start, int Count)> _rows;
    private readonly PhrasingVectors _vectors;

    private CandidateVectors(ISentenceEncoder encoder, Dictionary<string, (int Start, int Count)> rows, PhrasingVectors vectors)
    {
        Encoder = encoder;
        _rows = rows;
        _vectors = vectors;
    }

    /// <summary>Reads the questions.</summary>
    public ISentenceEncoder Encoder { get; }

    /// <summary>Encodes what is not cached; null without an encoder, or with more entries than are encoded.</summary>
    /// <param name="mostTexts">As <see cref="MostTexts"/>.</param>
    public static CandidateVectors? Of(
        KnowledgeBase knowledge, QuestionAnalyzer analyzer, ISentenceEncoder encoder, VectorCache cache, CancellationToken cancellationToken, int mostTexts = MostTexts)
    {
        var entries = knowledge.Entries;
        if (encoder.Dimensions == 0 || entries.Count == 0 || entries.Count > mostTexts)
        {
            return null;
        }

        var each = Each(entries, mostTexts);
        var rows = new Dictionary<string, (int, int)>(entries.Count, StringComparer.Ordinal);
        var texts = new List<string>();
        foreach (var entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var own = entry.Phrasings.Prepend(entry.Question).Take(each).Select(text => analyzer.Read(text).Plain).ToList();
            rows.Add(entry.Id, (texts.Count, own.Count));
            texts.AddRange(own);
        }

        return new CandidateVectors(encoder, rows, cache.Of(texts, cancellationToken));
    }

    /// <summary>The cosine with the nearest of the entry's phrasings; 0 where there is none.</summary>
    public float Nearest(Entry entry, ReadOnlySpan<float> question)
    {
        var best = 0f;
        var (start, count) = _rows.GetValueOrDefault(entry.Id);
        for (var row = start; row < start + count; row++)
        {
            best = Math.Max(best, _vectors.Cosine(row, question));
        }

        return best;
    }

    /// <summary>How many texts of an entry can be encoded, so that all entries' together are not too many.</summary>
    private static int Each(IReadOnlyList<Entry> entries, int mostTexts)
    {
        var each = 1;
        while (each <= entries.Max(entry => entry.Phrasings.Count) && entries.Sum(entry => Math.Min(each + 1, entry.Phrasings.Count + 1)) <= mostTexts)
        {
            each++;
        }

        return each;
    }
}
