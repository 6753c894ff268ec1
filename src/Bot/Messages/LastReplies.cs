#if !BOTSDK_MICROSOFT
namespace HipFaqBot.Bot.Messages;

/// <summary>
/// Delivers what waits for a connector before the process ends. It is registered before the web server, so it is stopped after
/// it, when no turn can add to what waits.
/// </summary>
internal sealed class LastReplies(BotFrameworkAuthentication authentication) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => authentication.DrainAsync().AsTask().WaitAsync(cancellationToken);
}
#endif
