using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder.Integration.AspNet.Core;

/// <summary>
/// One turn at a time in each conversation, in the order of arrival: two turns that read and write the same state would
/// overwrite each other, and answers would cross.
/// </summary>
internal sealed class ConversationTurns
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string?, string?), Queue> _queues = [];

    /// <summary>Waits for the turns before; the next one begins when the result is disposed.</summary>
    public async Task<IDisposable> EnterAsync(Activity activity, CancellationToken cancellationToken)
    {
        var key = (activity.ChannelId, activity.Conversation?.Id);
        Queue queue;
        lock (_gate)
        {
            if (!_queues.TryGetValue(key, out queue!)) _queues[key] = queue = new Queue();
            queue.Users++;
        }

        try
        {
            await queue.Turn.WaitAsync(cancellationToken);
        }
        catch
        {
            Leave(key, queue, entered: false);
            throw;
        }

        return new Place(() => Leave(key, queue, entered: true));
    }

    private void Leave((string?, string?) key, Queue queue, bool entered)
    {
        if (entered) queue.Turn.Release();
        lock (_gate)
        {
            if (--queue.Users > 0) return;
            _queues.Remove(key);
            queue.Turn.Dispose();
        }
    }

    private sealed class Queue
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public int Users { get; set; }
    }

    private sealed class Place(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
