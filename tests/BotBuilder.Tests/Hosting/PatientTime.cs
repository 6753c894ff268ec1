using Microsoft.Extensions.Time.Testing;

namespace HipFaqBot.BotBuilder.Tests.Hosting;

/// <summary>A time that stands still until the test moves it, and that can tell who waits for it.</summary>
internal sealed class PatientTime : FakeTimeProvider
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TimeSpan, int> _begun = [];
    private readonly Dictionary<TimeSpan, int> _passed = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until someone has begun to wait for exactly that long, in all so many times.</summary>
    public async Task SeenAsync(TimeSpan wait, int times)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_begun.GetValueOrDefault(wait) >= times) return;
                changed = _changed.Task;
            }

            await changed;
        }
    }

    /// <summary>Waits until someone has begun once more to wait for exactly that long, then lets it pass.</summary>
    public async Task PassAsync(TimeSpan wait)
    {
        await SeenAsync(wait, _passed[wait] = _passed.GetValueOrDefault(wait) + 1);
        Advance(wait);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_gate)
        {
            _begun[dueTime] = _begun.GetValueOrDefault(dueTime) + 1;
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return timer;
    }
}
