using System.Collections.Concurrent;

namespace HipFaqBot.BotBuilder.Tests.Hosting;

/// <summary>A bot whose turns wait, each under its text, until the test lets them go on; then it says "Echo: " and the text.</summary>
internal sealed class GatedBot : IBot
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _entered = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _leave = [];

    public ConcurrentQueue<string> Begun { get; } = [];

    public Task Entered(string text) => Of(_entered, text).Task;

    public void Leave(string text) => Of(_leave, text).TrySetResult();

    public async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        var text = turnContext.Activity.Text!;
        Begun.Enqueue(text);
        Of(_entered, text).TrySetResult();
        await Of(_leave, text).Task.WaitAsync(cancellationToken);
        await turnContext.SendActivityAsync("Echo: " + text, cancellationToken: cancellationToken);
    }

    private static TaskCompletionSource Of(ConcurrentDictionary<string, TaskCompletionSource> gates, string text) =>
        gates.GetOrAdd(text, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
