using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching.Learning;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.Search.Matching;

/// <summary>
/// Publishes the knowledge when the service starts and again whenever a file has changed.
/// A version with errors is reported and not served: the last good one goes on.
/// </summary>
public sealed class KnowledgeWatcher(
    KnowledgeOptions options, CurrentKnowledge current, Rankers rankers, RankerUpdates training, TimeProvider time, ILogger<KnowledgeWatcher> logger)
    : BackgroundService
{
    /// <summary>How often the folder is looked at. A change is read when two looks have found the same, so within two of these.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private int _fingerprint;

    /// <summary>What was read while the host was put together; taken once.</summary>
    internal FirstReading? First { get; set; }

    /// <summary>The errors of the newest version, if it was refused; empty while the newest version serves.</summary>
    public IReadOnlyList<KnowledgeProblem> Refused { get; private set; } = [];

    /// <summary>Reads the knowledge and publishes it if it has no error.</summary>
    /// <returns>What was read, with everything that is wrong.</returns>
    public KnowledgeReading Load()
    {
        _fingerprint = FolderFingerprint.Of(options.Folder);
        var today = DateOnly.FromDateTime(time.GetLocalNow().DateTime);
        var reading = First?.Of(options.Folder, today, _fingerprint) ?? KnowledgeReader.Read(options.Folder, today);
        First = null;
        Refused = [.. reading.Errors];
        if (reading.Knowledge is { } knowledge && (!current.IsReady || current.Knowledge.Version != knowledge.Version))
        {
            rankers.ReadAhead(knowledge);
            Publish(Snapshot(knowledge));
            Log.Published(logger, knowledge.Version, knowledge.Entries.Count, knowledge.UnsignedEntries);
        }

        return reading;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var before = _fingerprint;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var now = FolderFingerprint.Of(options.Folder);
                if (now != _fingerprint && now == before)
                {
                    Reload();
                }

                before = now;
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    private void Reload()
    {
        var reading = Load();
        foreach (var problem in reading.Errors)
        {
            Log.Problem(logger, problem);
        }

        if (reading.Knowledge is null)
        {
            Log.Refused(logger, Refused.Count, current.Knowledge.Version);
        }
    }

    /// <summary>Serves at once: with the ranker kept for these phrasings, or with what there is until one is trained.</summary>
    private void Publish(KnowledgeSnapshot snapshot)
    {
        if (!rankers.TryFind(snapshot))
        {
            current.Lend(snapshot);
            training.Add(snapshot);
        }

        current.Publish(snapshot);
    }

    private KnowledgeSnapshot Snapshot(KnowledgeBase knowledge)
    {
        try
        {
            return KnowledgeSnapshot.Open(knowledge, options.DataFolder, time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full or read-only disk must not keep answers from people; only the next start takes longer.
            Log.IndexInMemory(logger, options.DataFolder, e.Message);
            return KnowledgeSnapshot.InMemory(knowledge);
        }
    }
}
