using System.Runtime.InteropServices;
using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder.Integration.AspNet.Core;

/// <summary>
/// One turn at a time in each conversation, in the order of arrival: two turns that read and write the same state would
/// overwrite each other, and answers would cross. How many wait is bounded: the last of many would come too late for its channel.
/// </summary>
internal sealed class ConversationTurns
{
    /// <summary>Turns of one conversation that wait, at most: far above what people write while one is answered.</summary>
    public const int MaxWaiting = 32;

    private readonly Lock _gate = new();

    // A conversation in which a turn runs; null as long as none waits behind it, as nearly always.
    private readonly Dictionary<(string?, string?), LinkedList<TaskCompletionSource>?> _busy = [];

    /// <summary>Waits for the turns before; the next one begins when the place is disposed. Null if too many wait already.</summary>
    public ValueTask<Place?> EnterAsync(Activity activity, CancellationToken cancellationToken)
    {
        var key = (activity.ChannelId, activity.Conversation?.Id);
        var own = default(TaskCompletionSource);
        lock (_gate)
        {
            ref var waiting = ref CollectionsMarshal.GetValueRefOrAddDefault(_busy, key, out var isBusy);
            if (isBusy)
            {
                waiting ??= [];
                if (waiting.Count >= MaxWaiting) return ValueTask.FromResult<Place?>(null);
                own = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting.AddLast(own);
            }
        }

        var place = new Place(this, key);
        return own is null ? ValueTask.FromResult<Place?>(place) : WaitAsync(place, own, cancellationToken);
    }

    private async ValueTask<Place?> WaitAsync(Place place, TaskCompletionSource own, CancellationToken cancellationToken)
    {
        try
        {
            await own.Task.WaitAsync(cancellationToken);
            return place;
        }
        catch (OperationCanceledException)
        {
            if (!GivesUp(place.Key, own)) place.Dispose();
            throw;
        }
    }

    // False if its turn had come at the same moment.
    private bool GivesUp((string?, string?) key, TaskCompletionSource own)
    {
        lock (_gate) return _busy.GetValueOrDefault(key)?.Remove(own) is true;
    }

    private void Leave((string?, string?) key)
    {
        TaskCompletionSource? next;
        lock (_gate)
        {
            next = _busy[key]?.First?.Value;
            if (next is null) _busy.Remove(key);
            else _busy[key]!.RemoveFirst();
        }

        next?.SetResult();
    }

    /// <summary>The right to run a turn.</summary>
    internal readonly struct Place(ConversationTurns turns, (string?, string?) key) : IDisposable
    {
        public (string?, string?) Key => key;

        public void Dispose() => turns.Leave(key);
    }
}
