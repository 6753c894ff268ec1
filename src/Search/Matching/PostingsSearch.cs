using System.Collections.Concurrent;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace HipFaqBot.Search.Matching;

/// <summary>
/// Sums BM25 scores term by term over Lucene's postings. Lucene's own query of a hundred terms makes a weight, a scorer and several
/// enumerators for each of them (1.6 MB for one question); this makes none, for what a search needs is kept for the next one. The
/// formula is that of Lucene's <c>BM25Similarity</c> (Robertson and Zaragoza 2009, k1 = 1.2, b = 0.75), to the last bit that
/// matters. Safe for many threads.
/// </summary>
internal sealed class PostingsSearch
{
    /// <summary>So many of each kind, entries and decoys, are given; what follows is too far off to be asked for.</summary>
    public const int MaxHits = 256;

    private const float K1 = 1.2f;
    private const float B = 0.75f;

    private readonly AtomicReader? _reader;
    private readonly int _documents;

    /// <summary>For each field and document k1 · (1 - b + b · length / average length).</summary>
    private readonly Dictionary<string, float[]> _lengths = [];

    /// <summary>What searches leave for the next ones: as many as there ever were at the same time.</summary>
    private readonly ConcurrentBag<Scratch> _free = [];

    /// <param name="reader">An index of one segment, or of none when it has no document.</param>
    /// <param name="fields">The fields that are scored.</param>
    public PostingsSearch(DirectoryReader reader, IEnumerable<string> fields)
    {
        _reader = reader.Leaves.Count == 0 ? null : reader.Leaves[0].AtomicReader;
        _documents = reader.MaxDoc;
        foreach (var field in fields)
        {
            _lengths[field] = _reader is null ? [] : Lengths(_reader, field);
        }
    }

    /// <summary>The one document that has the term, or null if none has or several have.</summary>
    public int? OnlyOneWith(string field, string term)
    {
        var scratch = Take();
        try
        {
            return scratch.Find(field, term) && scratch.Terms(field)!.DocFreq == 1 ? scratch.Postings(field).NextDoc() : null;
        }
        finally
        {
            _free.Add(scratch);
        }
    }

    /// <summary>Begins a sum with nothing in it.</summary>
    public Sum Begin() => new(this, Take());

    private Scratch Take() => _free.TryTake(out var scratch) ? scratch : new Scratch(_reader, _documents);

    private static float[] Lengths(AtomicReader reader, string field)
    {
        var lengths = new float[reader.MaxDoc];
        if (reader.GetTerms(field) is not { } terms)
        {
            return lengths;
        }

        // As Lucene keeps it: the length is coded in one byte, as 1 / its square root.
        var average = terms.SumTotalTermFreq / (float)reader.MaxDoc;
        var table = new float[256];
        for (var code = 1; code < table.Length; code++)
        {
            var root = SmallSingle.SByte315ToSingle((sbyte)code);
            table[code] = K1 * (1 - B + (B / (root * root) / average));
        }

        // A document without a term of the field has code 0, and is in no posting of it.
        var norms = reader.GetNormValues(field);
        for (var document = 0; document < lengths.Length; document++)
        {
            lengths[document] = table[(byte)norms.Get(document)];
        }

        return lengths;
    }

    /// <summary>The sums of one question. Dispose it when they are read.</summary>
    public readonly struct Sum(PostingsSearch search, Scratch scratch) : IDisposable
    {
        /// <summary>
        /// Adds a term to the sums of the documents that have it.
        /// Returns the most that it can add to any, which its inverse document frequency times (k1 + 1) bounds. A term that no
        /// document has gives as much as can be: what a question says beyond the knowledge must lower its score.
        /// </summary>
        public double Add(string field, string term, double weight)
        {
            var (frequency, most) = Weigh(field, term, weight);
            if (frequency > 0)
            {
                scratch.Add(scratch.Postings(field), (float)most, search._lengths[field]);
            }

            return most;
        }

        /// <summary>How many documents have the term, and the most that it can add to any.</summary>
        public (int Frequency, double Most) Weigh(string field, string term, double weight)
        {
            var frequency = scratch.Find(field, term) ? scratch.Terms(field)!.DocFreq : 0;
            return (frequency, weight * Math.Log(1 + ((search._documents - frequency + 0.5) / (frequency + 0.5))) * (K1 + 1));
        }

        /// <summary>Adds a term that was weighed before to all documents that have it.</summary>
        public void AddWeighed(string field, string term, double most)
        {
            if (scratch.Find(field, term))
            {
                scratch.Add(scratch.Postings(field), (float)most, search._lengths[field]);
            }
        }

        /// <summary>Adds a term that was weighed before to these documents only, which are given by rising number.</summary>
        public void AddAt(string field, string term, double most, ReadOnlySpan<int> documents)
        {
            if (scratch.Find(field, term))
            {
                scratch.AddAt(scratch.Postings(field), (float)most, search._lengths[field], documents);
            }
        }

        /// <summary>The highest sums, falling; of equal ones the earlier document first. At most <see cref="MaxHits"/> below the border and as many from it on.</summary>
        public IEnumerable<(int Document, float Score)> Best(int border) => scratch.Best(border);

        /// <summary>Writes every document's sum, times a factor.</summary>
        public void CopyTo(Span<float> sums, float times) => scratch.CopyTo(sums, times);

        public void Dispose()
        {
            scratch.Clear();
            search._free.Add(scratch);
        }
    }

    /// <summary>What one search needs.</summary>
    internal sealed class Scratch(AtomicReader? reader, int documents)
    {
        private readonly Dictionary<string, (TermsEnum? Terms, DocsEnum? Postings)> _fields = [];
        private readonly BytesRef _term = new();
        private readonly float[] _sums = new float[documents];

        public TermsEnum? Terms(string field)
        {
            if (!_fields.TryGetValue(field, out var enumerators))
            {
                enumerators = (reader?.GetTerms(field)?.GetEnumerator(), null);
                _fields.Add(field, enumerators);
            }

            return enumerators.Terms;
        }

        /// <summary>Whether any document has the term; then <see cref="Terms"/> and <see cref="Postings"/> are about it.</summary>
        public bool Find(string field, string term)
        {
            if (Terms(field) is not { } terms)
            {
                return false;
            }

            UnicodeUtil.UTF16toUTF8(term, 0, term.Length, _term);
            return terms.SeekExact(_term);
        }

        public DocsEnum Postings(string field)
        {
            var (terms, used) = _fields[field];
            var postings = terms!.Docs(null, used, DocsFlags.FREQS);
            _fields[field] = (terms, postings);
            return postings;
        }

        public void Add(DocsEnum postings, float most, float[] lengths)
        {
            for (var document = postings.NextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = postings.NextDoc())
            {
                var times = postings.Freq;
                _sums[document] += most * times / (times + lengths[document]);
            }
        }

        public void AddAt(DocsEnum postings, float most, float[] lengths, ReadOnlySpan<int> documents)
        {
            var at = -1;
            foreach (var document in documents)
            {
                if (at < document)
                {
                    at = postings.Advance(document);
                }

                if (at == document)
                {
                    var times = postings.Freq;
                    _sums[document] += most * times / (times + lengths[document]);
                }
            }
        }

        public IEnumerable<(int Document, float Score)> Best(int border) =>
            Best(0, border).Concat(Best(border, documents)).OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Document);

        public void CopyTo(Span<float> sums, float times)
        {
            _sums.CopyTo(sums);
            Floats.Multiply(sums[.._sums.Length], times);
        }

        public void Clear() => Array.Clear(_sums);

        private List<(int Document, float Score)> Best(int from, int to)
        {
            // The lowest of those kept lies on top, and goes when a better one comes.
            var kept = new PriorityQueue<int, (float Score, int Earlier)>();
            for (var document = from; document < to; document++)
            {
                var score = _sums[document];
                if (score <= 0)
                {
                    continue;
                }

                if (kept.Count < MaxHits)
                {
                    kept.Enqueue(document, (score, -document));
                }
                else
                {
                    kept.EnqueueDequeue(document, (score, -document));
                }
            }

            return [.. kept.UnorderedItems.Select(item => (item.Element, item.Priority.Score))];
        }
    }
}
