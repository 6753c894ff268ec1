using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder;

/// <summary>
/// Shows that an answer is on its way: after a delay, and again after each period until the turn ends, in success or
/// failure. A message that the bot sends starts the wait anew.
/// </summary>
public class ShowTypingMiddleware : IMiddleware
{
    private readonly TimeSpan _delay;
    private readonly TimeSpan _period;

    /// <param name="delay">Milliseconds before the first sign.</param>
    /// <param name="period">Milliseconds between two signs.</param>
    public ShowTypingMiddleware(int delay = 500, int period = 2000)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(delay);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(period);
        _delay = TimeSpan.FromMilliseconds(delay);
        _period = TimeSpan.FromMilliseconds(period);
    }

    /// <inheritdoc/>
    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(next);

        // A caller that expects the replies in the response is sent nothing beside it.
        if (turnContext.Activity.Type != ActivityTypes.Message || turnContext.Activity.DeliveryMode == DeliveryModes.ExpectReplies)
        {
            await next(cancellationToken);
            return;
        }

        await using var typing = new TypingLoop(turnContext, _delay, _period);
        turnContext.OnSendActivities(async (_, activities, send) =>
        {
            if (activities.Any(activity => activity.Type == ActivityTypes.Message)) await typing.RestartAsync();
            return await send();
        });
        typing.Start();
        await next(cancellationToken);
    }

    private sealed class TypingLoop(ITurnContext turnContext, TimeSpan delay, TimeSpan period) : IAsyncDisposable
    {
        // A bot may send several messages at once; each of them restarts the one loop.
        private readonly SemaphoreSlim _gate = new(1);
        private CancellationTokenSource? _stop;
        private Task _loop = Task.CompletedTask;
        private bool _ended;

        public void Start()
        {
            if (_ended) return;
            _stop = new CancellationTokenSource();
            _loop = RunAsync(_stop.Token);
        }

        public async Task RestartAsync()
        {
            await _gate.WaitAsync();
            try
            {
                await StopAsync();
                Start();
            }
            finally
            {
                _gate.Release();
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _gate.WaitAsync();
            _ended = true;
            await StopAsync();
            _gate.Release();
        }

        private async Task StopAsync()
        {
            if (_stop is not { } stop) return;
            _stop = null;
            await stop.CancelAsync();
            await _loop;
            stop.Dispose();
        }

        private async Task RunAsync(CancellationToken cancellationToken)
        {
            try
            {
                await Task.Delay(delay, cancellationToken);
                while (true)
                {
                    // Straight through the adapter: handlers do not see it, and it does not count as an answer.
                    var typing = new Activity { Type = ActivityTypes.Typing, RelatesTo = turnContext.Activity.RelatesTo };
                    typing.ApplyConversationReference(turnContext.Activity.GetConversationReference());
                    await turnContext.Adapter.SendActivitiesAsync(turnContext, [typing], cancellationToken);
                    await Task.Delay(period, cancellationToken);
                }
            }
            catch (OperationCanceledException)
            {
                // The turn has ended or has spoken.
            }
            catch (ErrorResponseException)
            {
                // The connector has reported it; a sign of typing is not worth a failed turn.
            }
        }
    }
}
