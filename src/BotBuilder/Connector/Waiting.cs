namespace HipFaqBot.BotBuilder.Connector;

/// <summary>A request that waits in line.</summary>
/// <param name="send">Sends it once.</param>
/// <param name="report">Says and counts that it was not delivered.</param>
internal sealed class Waiting(Func<CancellationToken, ValueTask<Attempt>> send, Action<Attempt> report)
{
    // Its turn may have gone on without it, so nobody's code runs inside the worker.
    private readonly TaskCompletionSource<Attempt> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Bytes of its body.</summary>
    public required long Size { get; init; }

    /// <summary>When it was first to be sent.</summary>
    public required long Began { get; init; }

    /// <summary>What came of the try before it joined the line.</summary>
    public Attempt? Before { get; init; }

    /// <summary>How it ended.</summary>
    public Task<Attempt> Outcome => _outcome.Task;

    /// <summary>Tries until it is taken, refused or too old.</summary>
    public async Task<Attempt> DeliverAsync(ServiceHosts hosts, DeliveryPolicy policy, CancellationToken stop)
    {
        var resend = 0;
        var last = Before ?? Attempt.NotTaken("The turn's time for sending was spent.");
        try
        {
            if (Before is { } before)
            {
                if (policy.PauseBefore(resend++, before.Asked, Left()) is not { } pause) return before;
                await Task.Delay(pause, policy.Time, stop);
            }
            else if (Left() <= TimeSpan.Zero)
            {
                return last;
            }

            return await hosts.SendUntilTakenAsync(
                async token =>
                {
                    using var deadline = new CancellationTokenSource(policy.RequestTime, policy.Time);
                    using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, token);
                    last = await send(either.Token);
                    return last.Fate == Fate.NotTaken ? last with { Pause = policy.PauseBefore(resend++, last.Asked, Left()) } : last;
                },
                stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Between two tries: what is known is what the last one said.
            return last;
        }
        catch (Exception exception)
        {
            // Whatever it is, those behind must not wait for ever. It is reported as any other failure.
            return Attempt.Refused($"The request could not be sent ({exception.GetType().Name}).", exception);
        }

        TimeSpan Left() => policy.MaxAge - policy.Time.GetElapsedTime(Began);
    }

    /// <summary>Says to who waits, and to the log, how it ended.</summary>
    public void End(Attempt outcome)
    {
        if (outcome.Failure is not null) report(outcome);
        _outcome.SetResult(outcome);
    }
}
