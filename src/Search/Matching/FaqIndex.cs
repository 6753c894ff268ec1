using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Text;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
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

    private static readonly FieldType TermsOnly = new(TextField.TYPE_NOT_STORED) { IndexOptions = IndexOptions.DOCS_AND_FREQS };

    private readonly DirectoryReader _reader;
    private readonly KnowledgeBase _knowledge;
    private readonly PostingsSearch _search;

    private FaqIndex(DirectoryReader reader, KnowledgeBase knowledge)
    {
        if (reader.Leaves.Count > 1 || reader.MaxDoc != knowledge.Entries.Count + knowledge.Decoys.Count)
        {
            throw new CorruptIndexException("The index is not of this knowledge.");
        }

        _reader = reader;
        _knowledge = knowledge;
        _search = new PostingsSearch(reader, Terms.Fields.Select(field => field.Name));
    }

    /// <summary>Writes the index of a knowledge base into an empty directory.</summary>
    public static void Write(Directory directory, KnowledgeBase knowledge, QuestionAnalyzer analyzer) =>
        Write(directory, new Phrasings(knowledge, analyzer), _ => true);

    /// <summary>Writes the index of some phrasings into an empty directory.</summary>
    /// <param name="isIn">Says of each text, by its number, whether it is in the index. A place without any has an empty document.</param>
    public static void Write(Directory directory, Phrasings phrasings, Func<int, bool> isIn)
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
        var text = 0;
        for (var place = 0; place < phrasings.Count; place++)
        {
            var words = new List<IReadOnlyList<string>>();
            for (; text < phrasings.Texts.Count && phrasings.Places[text] == place; text++)
            {
                if (isIn(text))
                {
                    words.Add(phrasings.Texts[text].Words);
                }
            }

            Add(words, isEntry: place < phrasings.Entries);
        }

        writer.ForceMerge(1);
        writer.Commit();

        void Add(List<IReadOnlyList<string>> words, bool isEntry)
        {
            var document = new Document();
            foreach (var field in Terms.Fields)
            {
                document.Add(new Field(field.Name, new TermStream(words.SelectMany(field.Of)), TermsOnly));
            }

            foreach (var phrasing in isEntry ? words.Select(Terms.Whole).OfType<string>().Distinct(StringComparer.Ordinal) : [])
            {
                document.Add(new StringField(PhrasingField, phrasing, Field.Store.NO));
            }

            writer.AddDocument(document);
        }
    }

    /// <summary>Opens an index that <see cref="Write(Directory, KnowledgeBase, QuestionAnalyzer)"/> has written for the same knowledge; closes the directory in the end.</summary>
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
    /// A score is a share of the best that the question could reach with any of them.
    /// </summary>
    public Ranking Rank(IReadOnlyList<string> words)
    {
        using var sum = _search.Begin();
        var best = Add(sum, words);
        var entries = new List<(Entry, double)>();
        var decoys = new List<double>();
        foreach (var (place, score) in sum.Best(_knowledge.Entries.Count))
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
