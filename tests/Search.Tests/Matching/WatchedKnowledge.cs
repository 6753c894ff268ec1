using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Matching.Learning;
using HipFaqBot.Search.Tests.Knowledge;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace HipFaqBot.Search.Tests.Matching;

/// <summary>A running watcher over a real folder, whose clock the test moves.</summary>
internal sealed class WatchedKnowledge : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public WatchedKnowledge()
    {
        var rankers = new Rankers(new NoSentenceEncoder(), Folder.Data, _time);
        Watcher = new KnowledgeWatcher(
            new KnowledgeOptions(Folder.Path, Folder.Data), Current, rankers, new RankerUpdates(rankers, NullLogger<RankerUpdates>.Instance), _time, Log);
    }

    public KnowledgeFolder Folder { get; } = new();

    public CurrentKnowledge Current { get; } = new();

    public CollectingLogger<KnowledgeWatcher> Log { get; } = new();

    public KnowledgeWatcher Watcher { get; }

    /// <summary>What a person is answered now.</summary>
    public string? Answer => new Matcher(Current).Match("tell me of rest").Answer?.Answer;

    public static async Task<WatchedKnowledge> Start()
    {
        var watched = new WatchedKnowledge();
        Assert.Empty(watched.Watcher.Load().Problems);
        await watched.Watcher.StartAsync(CancellationToken.None);

        // The loop begins on a thread of its own. An edit that it has seen shows that it runs, and from then on it works within Look.
        watched.Folder.Append(KnowledgeFolder.Rest, "It runs.\n");
        await watched.Until(() => watched.Answer!.EndsWith("It runs.", StringComparison.Ordinal));
        return watched;
    }

    /// <summary>Lets one interval pass.</summary>
    public void Look() => _time.Advance(KnowledgeWatcher.Interval);

    /// <summary>Lets intervals pass until something can be seen; the loop may be on another thread, so looks are many, not few.</summary>
    public async Task Until(Func<bool> seen)
    {
        for (var looks = 0; !seen(); looks++)
        {
            Assert.True(looks < 100_000, "It was not seen.");
            Assert.False(Watcher.ExecuteTask!.IsCompleted, $"The watcher has ended: {Watcher.ExecuteTask.Exception}");
            Look();
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Watcher.StopAsync(CancellationToken.None);
        Watcher.Dispose();
        Folder.Dispose();
    }
}
