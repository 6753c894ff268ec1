using System.Diagnostics.CodeAnalysis;
using System.Text;
using HipFaqBot.Bot.DirectLine.Storage;
using HipFaqBot.Bot.DirectLine.Uploads;

namespace HipFaqBot.Bot.DirectLine;

/// <summary>What came before: the names of clients' ids with their activities, and the activities that the bot has still to answer.</summary>
internal sealed record Arrivals(IReadOnlyList<(UInt128 Client, long Number)> Clients, IReadOnlyList<long> Awaiting)
{
    public static Arrivals None { get; } = new([], []);
}

/// <summary>One conversation while somebody uses it: its user, its log, the sockets that listen, and whose turn it is.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The semaphore makes no wait handle here: there is nothing to dispose of.")]
internal sealed class DirectLineConversation
{
    // A client whose token has just expired may be about to refresh it.
    private static readonly TimeSpan ListeningGrace = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _timeProvider;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly LogPlace _place;
    private readonly Dictionary<UInt128, long> _numbers = [];
    private readonly Queue<UInt128> _clients = new();
    private readonly Dictionary<UInt128, Task<string>> _arriving = [];
    private readonly HashSet<long> _awaiting;
    private readonly List<StreamSocket> _sockets = [];
    private Task? _start;
    private int _waiting;
    private bool _hasInterrupted;
    private bool _isErased;
    private long _listenersUntil;

    public DirectLineConversation(
        LogPlace place, string? userId, long last, DateTimeOffset spoken, bool ended, Arrivals arrivals, TimeProvider timeProvider)
    {
        _place = place;
        _timeProvider = timeProvider;
        GoOnListening();
        UserId = userId;
        Ended = ended;
        Log = new ActivityLog(place, last, spoken, timeProvider);
        Uploads = new UploadShelf(place);
        foreach (var (client, number) in arrivals.Clients)
            Remember(client, number);
        _awaiting = [.. arrivals.Awaiting];
        _hasInterrupted = _awaiting.Count > 0;
    }

    public string Id => _place.Conversation;

    /// <summary>Its row in the database.</summary>
    public long Row => _place.Row;

    /// <summary>The one person who talks here; null until the first activity names one.</summary>
    public string? UserId { get; private set; }

    public ActivityLog Log { get; }

    /// <summary>The files that were sent here.</summary>
    public UploadShelf Uploads { get; }

    /// <summary>Whether one side has said endOfConversation.</summary>
    public bool Ended { get; private set; }

    /// <summary>The bot's newest sign of typing and the number of the activity before it. It goes to open sockets only.</summary>
    public (long After, byte[] Activity)? Typing { get; private set; }

    /// <summary>Runs <paramref name="start"/> once, however often the conversation is asked to start; it is started once something was said.</summary>
    public Task StartOnceAsync(Func<Task> start)
    {
        lock (_lock)
            return _start is { IsFaulted: false } started ? started : _start = Log.Given > 0 ? Task.CompletedTask : start();
    }

    /// <summary>Binds the first user who speaks; false for anybody else.</summary>
    public bool IsOrBecomesUser(string userId)
    {
        lock (_lock)
            return (UserId ??= userId) == userId;
    }

    /// <summary>
    /// Keeps what the person sent, so that the echo precedes the bot's reply, has the bot answer it, and returns its id. A repeated client
    /// id (a client that never saw our answer sends again) gets what the first got, and no second turn; only a turn that a failure or the
    /// end of the process broke off is run again.
    /// </summary>
    public Task<string> TakeInAsync(Activity activity, string? clientId, Func<Activity, Task> turn)
    {
        UInt128? client = clientId is null ? null : _place.Seal.NameOf(clientId);
        lock (_lock)
        {
            if (client is { } repeated)
            {
                if (_arriving.TryGetValue(repeated, out var first))
                    return first;
                if (_numbers.TryGetValue(repeated, out var number))
                    return _awaiting.Contains(number) ? AnswerAsync(number, turn) : Task.FromResult(Log.IdOf(number));
            }

            var arrival = ArriveAsync(activity, client, turn);
            if (client is { } name && !arrival.IsCompleted)
                _arriving[name] = arrival;
            return arrival;
        }
    }

    /// <summary>True once, where a process that ended left the bot something to answer.</summary>
    public bool TryTakeInterrupted()
    {
        lock (_lock)
        {
            var has = _hasInterrupted;
            _hasInterrupted = false;
            return has;
        }
    }

    /// <summary>Has the bot answer what it has still to answer.</summary>
    public async Task AnswerInterruptedAsync(Func<Activity, Task> turn)
    {
        long[] awaiting;
        lock (_lock)
            awaiting = [.. _awaiting.Order()];
        foreach (var number in awaiting)
            await AnswerAsync(number, turn);
    }

    /// <summary>Keeps what the bot says; the task ends when it is kept.</summary>
    public Task AppendAsync(Activity activity)
    {
        lock (_lock)
            return Append(activity, client: null, awaitsTurn: false).Keeping;
    }

    public void ShowTyping(Activity activity)
    {
        lock (_lock)
        {
            Typing = (Log.Given, ActivityWire.Write(activity));
            Ring();
        }
    }

    /// <summary>Takes a place in the queue for a turn; false when too many wait already. Who took one must leave it.</summary>
    public bool TryQueue()
    {
        if (Interlocked.Increment(ref _waiting) <= _place.Options.MaximumWaitingTurns)
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

    /// <summary>Whether the newest token that was given for it has expired, and with it the right to listen.</summary>
    public bool IsListeningOver => _timeProvider.GetUtcNow().UtcTicks >= Interlocked.Read(ref _listenersUntil);

    /// <summary>A new token was given: whoever listens may go on.</summary>
    public void GoOnListening() =>
        Interlocked.Exchange(ref _listenersUntil, (_timeProvider.GetUtcNow() + _place.Options.TokenLife + ListeningGrace).UtcTicks);

    public void Attach(StreamSocket socket)
    {
        lock (_lock)
        {
            if (_isErased)
            {
                socket.SayErased();
                return;
            }

            _sockets.Add(socket);
            if (_sockets.Count <= _place.Options.MaximumSockets)
                return;
            _sockets[0].GiveWay();
            _sockets.RemoveAt(0);
        }
    }

    public void Detach(StreamSocket socket)
    {
        lock (_lock)
        {
            _sockets.Remove(socket);
            ReleaseRead();
        }
    }

    /// <summary>A socket has read on: what all of them have read need not stay in memory.</summary>
    public void NoteRead()
    {
        lock (_lock)
            ReleaseRead();
    }

    /// <summary>Says goodbye to everybody who listens: the conversation has been erased.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isErased = true;
            foreach (var socket in _sockets)
                socket.SayErased();
        }
    }

    private async Task<string> ArriveAsync(Activity activity, UInt128? client, Func<Activity, Task> turn)
    {
        try
        {
            var (number, keeping) = Append(activity, client, awaitsTurn: true);
            // The bot may change the activity, so the id is taken first.
            var id = activity.Id!;
            await keeping;
            lock (_lock)
            {
                _awaiting.Add(number);
                if (client is { } name)
                    Remember(name, number);
            }

            await InTurnAsync(() => turn(activity));
            await EndTurnAsync(number);
            return id;
        }
        finally
        {
            lock (_lock)
            {
                if (client is { } name)
                    _arriving.Remove(name);
            }
        }
    }

    private async Task<string> AnswerAsync(long number, Func<Activity, Task> turn)
    {
        var id = Log.IdOf(number);
        await InTurnAsync(async () =>
        {
            lock (_lock)
            {
                if (!_awaiting.Contains(number))
                    return;
            }

            // The answer may be there already: then only its end was not noted.
            var page = await Log.ReadAfterAsync(number - 1, 20);
            var activities = page.Activities.Select(json => ActivityWire.Read(json)!).ToList();
            if (activities is [{ } asked, .. var after] && asked.Id == id && after.TrueForAll(one => one.ReplyToId != id))
                await turn(asked);
            await EndTurnAsync(number);
        });
        return id;
    }

    private async Task EndTurnAsync(long number)
    {
        await Log.EndTurnAsync(number);
        lock (_lock)
            _awaiting.Remove(number);
    }

    private (long Number, Task Keeping) Append(Activity activity, UInt128? client, bool awaitsTurn)
    {
        var ends = activity.Type == ActivityTypes.EndOfConversation;
        var head = _place.Seal.Seal(ConversationSeal.Head, Encoding.UTF8.GetBytes(UserId ?? ""));
        var details = new NewActivity(Row, Number: 0, Body: [], Spoken: default, client, awaitsTurn, ends, head);
        return Log.Append(activity, details, () =>
        {
            lock (_lock)
            {
                Ended |= ends;
                // The sign of typing was for what is said now.
                if (Typing is { } typing && typing.After < Log.Kept)
                    Typing = null;
                Ring();
                ReleaseRead();
            }
        });
    }

    private void Remember(UInt128 client, long number)
    {
        if (!_numbers.TryAdd(client, number))
            return;
        _clients.Enqueue(client);
        if (_clients.Count > _place.Options.MaximumActivities)
            _numbers.Remove(_clients.Dequeue());
    }

    private void ReleaseRead() => Log.Release(_sockets.Count == 0 ? long.MaxValue : _sockets.Min(socket => socket.Position));

    private void Ring()
    {
        foreach (var socket in _sockets)
            socket.Ring();
    }
}
