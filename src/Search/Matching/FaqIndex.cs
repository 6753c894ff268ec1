using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching.Large;
using HipFaqBot.Search.Text;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Directory = Lucene.Net.Store.Directory;

namespace HipFaqBot.Search.Matching;

/// <summary>
/// The Lucene index of one version of the knowledge: one document for each entry, holding all its phrasings, and one for each
/// topic of decoys, in the knowledge's order.
/// One document for each entry finds 9 to 12 points more right entries on public sets than one for each phrasing.
/// Built whole, then only read. It counts its users: it is closed when it is retired and the last search has ended.
/// </summary>
internal sealed class FaqIndex
{
    /// <summary>Of each kind of term a question is looked up by so many: the cost of a message is bounded.</summary>
    private const int MaxTerms = 340;

    /// <summary>The field of whole phrasings: their words as one term.</summary>
    private const string PhrasingField = "phrasing";

    /// <summary>Texts are analysed so many entries at a time, on all cores, and held in memory no longer than until they are written.</summary>
    private const int AnalysedAtOnce = 1_024;

    /// <summary>Lucene takes a little more as one value; what follows in an entry of hundreds of phrasings is found, but not compared.</summary>
    private const int MostTextBytes = 32_000;

    private static readonly FieldType TermsOnly = new(TextField.TYPE_NOT_STORED) { IndexOptions = IndexOptions.DOCS_AND_FREQS };

    private readonly DirectoryReader _reader;
    private readonly KnowledgeBase _knowledge;
    private readonly PostingsSearch _search;

    /// <summary>Of a large knowledge base: what ranks it.</summary>
    private readonly CandidateSearch? _candidates;

    private FaqIndex(DirectoryReader reader, KnowledgeBase knowledge)
    {
        if (reader.Leaves.Count > 1 || reader.MaxDoc != knowledge.Entries.Count + knowledge.Decoys.Count)
        {
            throw new CorruptIndexException("The index is not of this knowledge.");
        }

        _reader = reader;
        _knowledge = knowledge;
        _search = new PostingsSearch(reader, Terms.Fields.Select(field => field.Name));
        _candidates = reader.Leaves.Count > 0 && reader.Leaves[0].AtomicReader is { } segment && segment.GetBinaryDocValues(CandidateSearch.TextsField) is not null
            ? new CandidateSearch(segment, _search, knowledge.Entries.Count)
            : null;
    }

    /// <summary>Whether it is of a knowledge base that is too large to be learned: then <see cref="Rank"/> goes by nearest phrasing and BM25.</summary>
    public bool IsLarge => _candidates is not null;

    /// <summary>Writes the index of a knowledge base into an empty directory.</summary>
    /// <param name="mostLearned">With more phrasings than this the index is written for a large knowledge base.</param>
    public static void Write(Directory directory, KnowledgeBase knowledge, QuestionAnalyzer analyzer, int mostLearned = KnowledgeSize.MostLearned) =>
        Write(directory, Analysed(knowledge, analyzer), KnowledgeSize.Of(knowledge) > mostLearned);

    /// <summary>Writes the index of some phrasings into an empty directory.</summary>
    /// <param name="isIn">Says of each text, by its number, whether it is in the index. A place without any has an empty document.</param>
    public static void Write(Directory directory, Phrasings phrasings, Func<int, bool> isIn)
    {
        Write(directory, Places(), isLarge: false);

        IEnumerable<(List<IReadOnlyList<string>> Words, bool IsEntry)> Places()
        {
            var text = 0;
            for (var place = 0; place < phrasings.Count; place++)
            {
                var words = new List<IReadOnlyList<string>>();
                for (; text < phrasings.Texts.Count && phrasings.Places[text] == place; text++)
                {
                    if (isIn(text) && !phrasings.AreNames[text])
                    {
                        words.Add(phrasings.Texts[text].Words);
                    }
                }

                yield return (words, place < phrasings.Entries);
            }
        }
    }

    private static IEnumerable<(List<IReadOnlyList<string>> Words, bool IsEntry)> Analysed(KnowledgeBase knowledge, QuestionAnalyzer analyzer) =>
        knowledge.Entries.Select(entry => (Texts: entry.Phrasings.Prepend(entry.Question), IsEntry: true))
            .Concat(knowledge.Decoys.Select(topic => (Texts: topic.AsEnumerable(), IsEntry: false)))
            .Chunk(AnalysedAtOnce)
            .SelectMany(places => places.AsParallel().AsOrdered().Select(place => (place.Texts.Select(analyzer.Words).ToList(), place.IsEntry)).ToArray());

    private static void Write(Directory directory, IEnumerable<(List<IReadOnlyList<string>> Words, bool IsEntry)> places, bool isLarge)
    {
        // The directory is this writer's alone until it is whole, so there is nothing to lock.
        directory.SetLockFactory(NoLockFactory.GetNoLockFactory());
        var settings = new IndexWriterConfig(StemAnalyzer.Version, null)
        {
            OpenMode = OpenMode.CREATE,
            Similarity = new BM25Similarity(),

            // Merges only neighbours, so that a document's number is its place in the knowledge; and all into one file.
            MergePolicy = new LogDocMergePolicy { NoCFSRatio = 1 },
        };
        using var writer = new IndexWriter(directory, settings);
        foreach (var (words, isEntry) in places)
        {
            var document = new Document();
            foreach (var field in isLarge ? CandidateSearch.Fields : Terms.Fields)
            {
                document.Add(new Field(field.Name, new TermStream(words.SelectMany(field.Of)), TermsOnly));
            }

            foreach (var phrasing in isEntry ? words.Select(Terms.Whole).OfType<string>().Distinct(StringComparer.Ordinal) : [])
            {
                document.Add(new StringField(PhrasingField, phrasing, Field.Store.NO));
            }

            if (isLarge)
            {
                document.Add(new BinaryDocValuesField(CandidateSearch.TextsField, Lines(words)));
            }

            writer.AddDocument(document);
        }

        writer.ForceMerge(1);
        writer.Commit();
    }

    /// <summary>The phrasings' words, one phrasing a line.</summary>
    private static BytesRef Lines(List<IReadOnlyList<string>> words)
    {
        var lines = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', words.Select(phrasing => string.Join(' ', phrasing))));
        return new BytesRef(lines, 0, Math.Min(lines.Length, MostTextBytes));
    }

    /// <summary>Opens an index that <see cref="Write(Directory, KnowledgeBase, QuestionAnalyzer, int)"/> has written for the same knowledge; closes the directory in the end.</summary>
    /// <exception cref="IOException">The index is not whole, or not of this knowledge.</exception>
    public static FaqIndex Open(Directory directory, KnowledgeBase knowledge)
    {
        DirectoryReader? reader = null;
        try
        {
            reader = DirectoryReader.Open(directory);
            var index = new FaqIndex(reader, knowledge);
            reader.AddReaderDisposedListener(new DirectoryCloser(directory));
            return index;
        }
        catch
        {
            reader?.Dispose();
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Counts one more user; false if the index is closed already.</summary>
    public bool TryAcquire() => _reader.TryIncRef();

    /// <summary>Counts one user less; the last one closes the index.</summary>
    public void Release() => _reader.DecRef();

    /// <summary>The entry that has a phrasing of just these words, or null if none has or several have.</summary>
    public Entry? Find(IReadOnlyList<string> words) =>
        Terms.Whole(words) is { } whole && _search.OnlyOneWith(PhrasingField, whole) is { } place ? _knowledge.Entries[place] : null;

    /// <summary>
    /// Ranks the entries that share a term with the question, the best <see cref="PostingsSearch.MaxHits"/> of them.
    /// A score is a share of the best that the question could reach with any of them; of a large knowledge base half of it is how near
    /// the nearest phrasing is, and only the best are given.
    /// </summary>
    public Ranking Rank(IReadOnlyList<string> words)
    {
        if (_candidates is not null)
        {
            return RankingOf(_candidates.Rank(words), best: 1);
        }

        using var sum = _search.Begin();
        var best = Add(sum, words);
        return RankingOf(sum.Best(_knowledge.Entries.Count), best);
    }

    private Ranking RankingOf(IEnumerable<(int Document, float Score)> hits, double best)
    {
        var entries = new List<(Entry, double)>();
        var decoys = new List<double>();
        foreach (var (place, score) in hits)
        {
            if (place < _knowledge.Entries.Count)
            {
                entries.Add((_knowledge.Entries[place], score / best));
            }
            else
            {
                decoys.Add(score / best);
            }
        }

        return new Ranking(entries, decoys);
    }

    /// <summary>Writes each place's score, entries and then topics of decoys, as a share of the best that the question could reach.</summary>
    public void Score(IReadOnlyList<string> words, Span<float> shares)
    {
        using var sum = _search.Begin();
        var best = Add(sum, words);
        sum.CopyTo(shares, best > 0 ? (float)(1 / best) : 0);
    }

    /// <summary>Sums up the question's terms; returns the most that they could give.</summary>
    private static double Add(PostingsSearch.Sum sum, IReadOnlyList<string> words)
    {
        var best = 0.0;
        foreach (var field in Terms.Fields)
        {
            foreach (var term in field.Of(words).Distinct(StringComparer.Ordinal).Take(MaxTerms))
            {
                best += sum.Add(field.Name, term, field.Weight);
            }
        }

        return best;
    }

    private sealed class DirectoryCloser(Directory directory) : IReaderDisposedListener
    {
        public void OnDispose(IndexReader reader) => directory.Dispose();
    }
}
