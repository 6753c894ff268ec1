using HipFaqBot.Search.Matching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace HipFaqBot.Bot.Tests.Conversation;

/// <summary>A bot whose clock the test moves. It only goes forward, so each test has a conversation of its own.</summary>
public sealed class ClockedBot : IDisposable
{
    public ClockedBot() => Bot = new RunningBot([], replace: services =>
    {
        services.AddSingleton<TimeProvider>(Clock);

        // The watcher looks at the folder four times a second of this clock: an hour would be 14,400 looks. The knowledge is read by then.
        services.AddHostedService<StoppedWatcher>();
    });

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 26, 9, 0, 0, TimeSpan.Zero));

    public RunningBot Bot { get; }

    public void Dispose() => Bot.Dispose();

    /// <summary>Ends the watcher as soon as the service runs.</summary>
    private sealed class StoppedWatcher(KnowledgeWatcher watcher) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => watcher.StopAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
