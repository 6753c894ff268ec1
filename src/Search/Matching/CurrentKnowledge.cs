using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Search.Matching;

/// <summary>
/// The snapshot that new questions begin with. Publishing swaps one reference; questions under way keep theirs,
/// and the old snapshot is closed by Lucene's own count of readers when the last of them has ended.
/// </summary>
public sealed class CurrentKnowledge
{
    private volatile KnowledgeSnapshot? _snapshot;

    /// <summary>Whether a first version serves.</summary>
    public bool IsReady => _snapshot is not null;

    /// <summary>The version that serves.</summary>
    /// <exception cref="InvalidOperationException">None does yet.</exception>
    public KnowledgeBase Knowledge => Snapshot.Knowledge;

    /// <summary>The detector of the version that serves. It holds no file open, so that it may outlive a swap.</summary>
    /// <exception cref="InvalidOperationException">No version does yet.</exception>
    public WarningSignDetector Detector => Snapshot.Detector;

    private KnowledgeSnapshot Snapshot => _snapshot ?? throw new InvalidOperationException("No knowledge has been published yet.");

    /// <summary>Makes a snapshot the one that new questions begin with, and retires the one before.</summary>
    public void Publish(KnowledgeSnapshot snapshot) => Interlocked.Exchange(ref _snapshot, snapshot)?.Index.Release();

    /// <summary>Lets a snapshot that is to follow use the ranker of the one that serves, until it has its own.</summary>
    internal void Lend(KnowledgeSnapshot next)
    {
        if (_snapshot is { } snapshot)
        {
            next.UseFor(snapshot);
            if (snapshot.Detector.Learned is { } learned && next.Knowledge.WarningSigns.Hash == snapshot.Knowledge.WarningSigns.Hash)
            {
                next.Detector.Use(learned);
            }
        }
    }

    /// <summary>Takes the snapshot for one question. Dispose the lease when the question is answered.</summary>
    internal Lease Acquire()
    {
        while (true)
        {
            // A snapshot that was retired and closed between the two steps is no longer the current one: take the next.
            var snapshot = Snapshot;
            if (snapshot.Index.TryAcquire())
            {
                return new Lease(snapshot);
            }
        }
    }

    /// <summary>Holds a snapshot open.</summary>
    internal readonly struct Lease(KnowledgeSnapshot snapshot) : IDisposable
    {
        public KnowledgeSnapshot Snapshot => snapshot;

        public void Dispose() => snapshot.Index.Release();
    }
}
