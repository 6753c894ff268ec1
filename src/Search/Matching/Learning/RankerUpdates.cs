using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.Search.Matching.Learning;

/// <summary>
/// Trains the rankers of new knowledge on one background thread, the newest knowledge only. Until a ranker is there, questions are
/// met by the ranker of the version before, as far as it knows the entries, or by words alone if there was none.
/// </summary>
public sealed class RankerUpdates(Rankers rankers, ILogger<RankerUpdates> logger) : BackgroundService
{
    private readonly Channel<KnowledgeSnapshot> _waiting =
        Channel.CreateBounded<KnowledgeSnapshot>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    private CancellationTokenSource _newer = new();

    /// <summary>Trains for this snapshot soon, and for no older one any more.</summary>
    public void Add(KnowledgeSnapshot snapshot)
    {
        Interlocked.Exchange(ref _newer, new CancellationTokenSource()).Cancel();
        _waiting.Writer.TryWrite(snapshot);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var snapshot in _waiting.Reader.ReadAllAsync(stoppingToken))
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, _newer.Token);
                await Task.Factory.StartNew(() => Train(snapshot, either.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    private void Train(KnowledgeSnapshot snapshot, CancellationToken cancellationToken)
    {
        // The thread is this training's own, and ends with it.
        Background.Yield();
        try
        {
            rankers.Train(snapshot, cancellationToken);

            // Training takes hundreds of megabytes for seconds; a small machine wants them back.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
            Log.Trained(logger, snapshot.Knowledge.Version);
            if (rankers.NotKept is { } reason)
            {
                Log.RankerNotKept(logger, reason);
            }
        }
        catch (OperationCanceledException)
        {
            // Newer knowledge waits, or the service stops.
        }
        catch (InvalidDataException e)
        {
            // The encoder's files went bad under the running service: words alone go on.
            Log.NotTrained(logger, e.Message);
        }
    }
}
