using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching.Large;
using HipFaqBot.Search.Matching.Learning;
using HipFaqBot.Search.Safety;
using HipFaqBot.Search.Text;
using Lucene.Net.Store;

namespace HipFaqBot.Search.Matching;

/// <summary>
/// One version of the knowledge with all that is needed to search it. Made whole, then changed only once, when its ranker is trained;
/// closed when it is retired and the last question that began with it has been answered.
/// </summary>
public sealed class KnowledgeSnapshot
{
    private volatile RankedEntries? _ranking;
    private volatile CandidateVectors? _vectors;

    private KnowledgeSnapshot(KnowledgeBase knowledge, QuestionAnalyzer analyzer, FaqIndex index, WarningSignDetector detector)
    {
        Knowledge = knowledge;
        Analyzer = analyzer;
        Index = index;
        Detector = detector;
    }

    /// <summary>The entries and settings.</summary>
    public KnowledgeBase Knowledge { get; }

    /// <summary>Detects the warning signs of this version.</summary>
    public WarningSignDetector Detector { get; }

    internal QuestionAnalyzer Analyzer { get; }

    internal FaqIndex Index { get; }

    /// <summary>Whether a ranker weighs the entries; without one words alone decide.</summary>
    public bool IsTrained => _ranking is { IsOwn: true };

    /// <summary>Whether it is too large to be learned, and is met by its nearest phrasing and BM25.</summary>
    public bool IsLarge => Index.IsLarge;

    internal RankedEntries? Ranked => _ranking;

    /// <summary>Of a large one, the vectors of its phrasings; null while they are not there, and where they never will be.</summary>
    internal CandidateVectors? Vectors => _vectors;

    /// <summary>Gives it a ranker that learned from its phrasings. Questions that are under way keep what they began with.</summary>
    internal void Use(Ranker ranker, ISentenceEncoder encoder) => _ranking = new RankedEntries(ranker, encoder, Knowledge, isOwn: true);

    /// <summary>Gives a large one the vectors of its phrasings.</summary>
    internal void Use(CandidateVectors? vectors) => _vectors = vectors;

    /// <summary>Until it has its own, takes the ranker of the version before, as far as that knows the entries.</summary>
    internal void UseFor(KnowledgeSnapshot before)
    {
        if (_ranking is null && before.Ranked is { } ranked)
        {
            _ranking = new RankedEntries(ranked.Ranker, ranked.Encoder, Knowledge, isOwn: false);
        }
    }

    /// <summary>Makes a snapshot with its index in a folder that instances, restarts and the command line share.</summary>
    /// <param name="dataFolder">Where the service writes; the index goes to <c>index</c> below it.</param>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static KnowledgeSnapshot Open(KnowledgeBase knowledge, string dataFolder, TimeProvider time)
    {
        var detector = Ahead.Make(() => new WarningSignDetector(knowledge.WarningSigns));
        var analyzer = knowledge.Analyzer ?? new Lazy<QuestionAnalyzer>(() => new QuestionAnalyzer(knowledge));
        var index = new IndexFolder(Path.Combine(dataFolder, "index"), time).OpenOrBuild(knowledge, analyzer);
        return new KnowledgeSnapshot(knowledge, analyzer.Value, index, detector.Value);
    }

    /// <summary>Makes a snapshot that leaves nothing on disk.</summary>
    public static KnowledgeSnapshot InMemory(KnowledgeBase knowledge) => InMemory(knowledge, KnowledgeSize.MostLearned);

    /// <summary>Makes a snapshot that leaves nothing on disk, and takes a knowledge base of more phrasings than this for a large one.</summary>
    internal static KnowledgeSnapshot InMemory(KnowledgeBase knowledge, int mostLearned)
    {
        var detector = Ahead.Make(() => new WarningSignDetector(knowledge.WarningSigns));
        var analyzer = knowledge.Analyzer?.Value ?? new QuestionAnalyzer(knowledge);
        var directory = new RAMDirectory();
        FaqIndex.Write(directory, knowledge, analyzer, mostLearned);
        return new KnowledgeSnapshot(knowledge, analyzer, FaqIndex.Open(directory, knowledge), detector.Value);
    }
}
