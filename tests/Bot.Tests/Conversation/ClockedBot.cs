using HipFaqBot.Search.Matching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace HipFaqBot.Bot.Tests.Conversation;

/// <summary>A bot whose clock the test moves. It only goes forward, so each test has a conversation of its own.</summary>
public sealed class ClockedBot : IDisposable
{
    public ClockedBot() => Bot = new RunningBot([], replace: services =>
    {
        services.AddSingleton<TimeProvider>(Clock);

        // The watcher looks at the folder four times a second: an hour of this clock would be 14,400 looks. It keeps the real one.
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<KnowledgeWatcher>(provider, TimeProvider.System));
    });

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 26, 9, 0, 0, TimeSpan.Zero));

    public RunningBot Bot { get; }

    public void Dispose() => Bot.Dispose();
}
