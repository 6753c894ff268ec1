using System.Diagnostics.CodeAnalysis;

namespace HipFaqBot.Bot.DirectLine;

/// <summary>One conversation: its user, its log, the sockets that listen, and whose turn it is.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The semaphore makes no wait handle here: there is nothing to dispose of.")]
internal sealed class DirectLineConversation(
    string id, string? userId, DirectLineOptions options, RetainedBytes retained, TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, string> _idsByClientId = new(StringComparer.Ordinal);
    private readonly Queue<string> _clientIds = new();
    private readonly List<StreamSocket> _sockets = [];
    private Task? _start;
    private int _waiting;

    public string Id => id;

    /// <summary>The one person who talks here; null until the first activity names one.</summary>
    public string? UserId { get; private set; } = userId;

    public ActivityLog Log { get; } = new(id, options, retained, timeProvider);

    /// <summary>Whether one side has said endOfConversation.</summary>
    public bool Ended { get; private set; }

    public DateTimeOffset LastUsed { get; private set; } = timeProvider.GetUtcNow();

    /// <summary>The bot's newest sign of typing and the number of the activity before it. It goes to open sockets only.</summary>
    public (long After, byte[] Activity)? Typing { get; private set; }

    public bool HasSockets
    {
        get
        {
            lock (_lock)
                return _sockets.Count > 0;
        }
    }

    public void Touch() => LastUsed = timeProvider.GetUtcNow();

    /// <summary>Runs <paramref name="start"/> once, however often the conversation is asked to start.</summary>
    public Task StartOnceAsync(Func<Task> start)
    {
        lock (_lock)
            return _start ??= start();
    }

    /// <summary>Binds the first user who speaks; false for anybody else.</summary>
    public bool IsOrBecomesUser(string userId)
    {
        lock (_lock)
            return (UserId ??= userId) == userId;
    }

    /// <summary>
    /// Keeps what the person sent, so that the echo precedes the bot's reply. A repeated client id (a client that never saw our answer
    /// sends again) gets the first id back, and is not new.
    /// </summary>
    public (string Id, bool IsNew) Accept(Activity activity, string? clientId)
    {
        lock (_lock)
        {
            if (clientId is not null && _idsByClientId.TryGetValue(clientId, out var first))
                return (first, false);
            Append(activity);
            if (clientId is not null)
            {
                _idsByClientId.Add(clientId, activity.Id!);
                _clientIds.Enqueue(clientId);
                if (_clientIds.Count > options.MaximumActivities)
                    _idsByClientId.Remove(_clientIds.Dequeue());
            }

            return (activity.Id!, true);
        }
    }

    public void Append(Activity activity)
    {
        lock (_lock)
        {
            Log.Append(activity);
            Ended |= activity.Type == ActivityTypes.EndOfConversation;
            Ring();
        }
    }

    public void ShowTyping(Activity activity)
    {
        lock (_lock)
        {
            Typing = (Log.Last, ActivityWire.Write(activity));
            Ring();
        }
    }

    /// <summary>Takes a place in the queue for a turn; false when too many wait already. Who took one must leave it.</summary>
    public bool TryQueue()
    {
        if (Interlocked.Increment(ref _waiting) <= options.MaximumWaitingTurns)
            return true;
        LeaveQueue();
        return false;
    }

    public void LeaveQueue() => Interlocked.Decrement(ref _waiting);

    /// <summary>Runs one turn when those before it have ended.</summary>
    public async Task InTurnAsync(Func<Task> turn)
    {
        await _turn.WaitAsync();
        try
        {
            await turn();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Attach(StreamSocket socket)
    {
        lock (_lock)
        {
            _sockets.Add(socket);
            if (_sockets.Count <= options.MaximumSockets)
                return;
            // Inside the lock: a socket that is in the list has not been disposed of.
            _sockets[0].GiveWay();
            _sockets.RemoveAt(0);
        }
    }

    public void Detach(StreamSocket socket)
    {
        lock (_lock)
            _sockets.Remove(socket);
        Touch();
    }

    private void Ring()
    {
        foreach (var socket in _sockets)
            socket.Ring();
    }
}
