using Microsoft.Extensions.DependencyInjection;

namespace HipFaqBot.Bot.Tests.Teams;

/// <summary>A service of one test's own, with Teams before it.</summary>
internal sealed class TeamsService : IAsyncDisposable
{
    private readonly Task _started;

    /// <param name="replace">Replaces an edge of the service.</param>
    /// <param name="edit">Changes the knowledge before the start.</param>
    public TeamsService(Action<IServiceCollection>? replace = null, Action<KnowledgeCopy>? edit = null)
    {
        Channel = new TeamsChannel(new RunningBot([], edit, replace));
        _started = Channel.InitializeAsync();
    }

    public TeamsChannel Channel { get; }

    public async ValueTask DisposeAsync()
    {
        await _started;
        await Channel.DisposeAsync();
    }
}
