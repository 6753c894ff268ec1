using System.Security.Cryptography;
using System.Text;
using HipFaqBot.Bot.DirectLine.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.DirectLine;

/// <summary>
/// All conversations. They are kept in the database; here are those that somebody uses at the moment. Silent ones are erased after a while,
/// and sooner when the limits are reached: whoever starts thousands and leaves them costs other people nothing but old, silent conversations.
/// </summary>
internal sealed class ConversationStore : IDisposable
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);

    // A conversation younger than this never gives way: its socket may be about to open.
    private static readonly TimeSpan ShortestLife = TimeSpan.FromMinutes(1);

    // Kept in memory for so long after the last one left, for it may come back at once. With more than so many, none is.
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(30);
    private const int MostLingering = 4000;

    // Erased in one commit.
    private const int LargestErasure = 500;

    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly CommitQueue _queue;
    private readonly ConversationFile _file;
    private readonly IDataProtector _protector;
    private readonly DirectLineOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<ConversationStore> _logger;
    private readonly ITimer _sweep;
    private int _lingering;

    public ConversationStore(
        DirectLineFolder folder,
        IDataProtectionProvider protection,
        IOptions<DirectLineOptions> options,
        TimeProvider timeProvider,
        ILogger<ConversationStore> logger)
    {
        _file = new ConversationFile(folder.Conversations, timeProvider, logger);
        _queue = new CommitQueue(_file, timeProvider, logger);
        _protector = protection.CreateProtector("HipFaqBot.DirectLine.Conversation");
        _options = options.Value;
        _timeProvider = timeProvider;
        _logger = logger;
        // At once, too: what should have been erased while the service was down, and what is wrong with the file is said at the start.
        _sweep = timeProvider.CreateTimer(_ => _ = SweepAsync(), null, TimeSpan.Zero, SweepInterval);
    }

    /// <summary>What keeps conversations from being kept, and what helps; null while all is well.</summary>
    public string? Trouble => _queue.Trouble;

    /// <summary>The database, for tests that look into it.</summary>
    internal CommitQueue Queue => _queue;

    /// <summary>Conversations that are in memory.</summary>
    public int InMemory
    {
        get
        {
            lock (_lock)
                return _places.Count;
        }
    }

    /// <summary>How many conversations are kept.</summary>
    public Task<int> CountAsync() => _queue.ReadAsync(tables => tables.Count);

    /// <summary>The conversation of this id; null where there is none (any more).</summary>
    /// <exception cref="ConversationsUnavailableException">Whether there is one cannot be told now.</exception>
    public async Task<ConversationLease?> FindAsync(string id)
    {
        var place = Hold(id);
        try
        {
            if (await place.Loading is { } conversation && !IsSilent(conversation))
                return new ConversationLease(conversation, () => Leave(id, place));
        }
        catch
        {
            Leave(id, place);
            throw;
        }

        Leave(id, place);
        return null;
    }

    /// <summary>
    /// The conversation of this id, and whether it is new. Null with <c>IsFull</c> when there is no room, and without when the id was that
    /// of a conversation that has been erased.
    /// </summary>
    public async Task<(ConversationLease? Lease, bool IsNew, bool IsFull)> FindOrCreateAsync(string id, string? userId)
    {
        var place = Hold(id);
        try
        {
            var loading = place.Loading;
            var conversation = await loading;
            var isNew = false;
            Task<(DirectLineConversation? Conversation, bool IsFull)>? creating = null;
            if (conversation is null)
            {
                lock (_lock)
                {
                    // Only one of those who ask at the same time makes it.
                    isNew = place.Creating is null;
                    creating = place.Creating ??= CreateAsync(id, userId, place);
                }
            }

            var (created, isFull) = creating is null ? (conversation, false) : await creating;
            if (created is not null && !IsSilent(created))
                return (new ConversationLease(created, () => Leave(id, place)), isNew, false);
            Leave(id, place);
            return (null, false, isFull);
        }
        catch
        {
            Leave(id, place);
            throw;
        }
    }

    /// <summary>Whether the id was that of a conversation that has been erased, as long as a token of it may be shown.</summary>
    public Task<bool> IsErasedAsync(string id) => _queue.ReadAsync(tables => tables.IsErased(id));

    /// <summary>A new token was given for the conversation: whoever listens may go on.</summary>
    public void GoOnListening(string id)
    {
        lock (_lock)
        {
            if (_places.TryGetValue(id, out var place))
                place.Conversation?.GoOnListening();
        }
    }

    /// <summary>Erases what was said, for good. False when there was no such conversation.</summary>
    public async Task<bool> EraseAsync(string id)
    {
        var until = RememberUntil();
        return await _queue.WriteAsync(tables => tables.Erase(id, until), _ => Closed([id]));
    }

    /// <summary>
    /// Whether there is room for an activity of this size; silent conversations make some. When all speak, only small
    /// activities are taken, so that people can go on talking while somebody posts all he can.
    /// </summary>
    public async ValueTask<bool> HasRoomForAsync(int bytes)
    {
        if (bytes <= _options.FairShareBytes)
            return true;
        if (await _queue.ReadAsync(HasBytes))
            return true;
        return await _queue.WriteAsync(tables =>
        {
            MakeRoom(tables, () => HasBytes(tables));
            return HasBytes(tables);
        });

        bool HasBytes(ConversationTables tables) => tables.Bytes + bytes <= _options.TotalLimitBytes;
    }

    /// <summary>Makes a ticket for a conversation that is there; the ones before it count as replaced.</summary>
    public Task<bool> AddTicketAsync(byte[] hash, long row)
    {
        var now = _timeProvider.GetUtcNow();
        return _queue.WriteAsync(tables =>
        {
            tables.AddTicket(hash, row, now);
            return true;
        });
    }

    /// <summary>Takes a ticket and puts another one in its place; the id of its conversation, or null where the ticket is not good (any more).</summary>
    /// <param name="grace">How long a ticket that was replaced is still taken.</param>
    public Task<string?> ReplaceTicketAsync(byte[] hash, byte[] next, TimeSpan grace)
    {
        var now = _timeProvider.GetUtcNow();
        return _queue.WriteAsync(tables =>
        {
            if (tables.FindTicket(hash) is not var (conversation, row, replaced) || now - replaced > grace || IsUntended(tables, conversation, now))
                return null;
            tables.AddTicket(next, row, now);
            return conversation;
        });
    }

    /// <summary>The conversation of a ticket, which stays as it is; null where the ticket is not good (any more).</summary>
    public Task<string?> FindTicketAsync(byte[] hash, TimeSpan grace)
    {
        var now = _timeProvider.GetUtcNow();
        return _queue.ReadAsync(tables =>
            tables.FindTicket(hash) is var (conversation, _, replaced) && !(now - replaced > grace) ? conversation : null);
    }

    // On a shared computer: nobody has said anything for long, and no page has it open or had it a moment ago. A page that has it asks
    // whether somebody is there, and erases it itself.
    private bool IsUntended(ConversationTables tables, string id, DateTimeOffset now) =>
        _options.SharedComputerTimeout is { } limit && tables.Find(id) is { } kept && now - kept.Spoken >= limit && !IsInMemory(id);

    public void Dispose()
    {
        _sweep.Dispose();
        _queue.Dispose();
    }

    private Place Hold(string id)
    {
        lock (_lock)
        {
            if (!_places.TryGetValue(id, out var place))
                _places[id] = place = new Place(LoadAsync(id));
            else if (place.Holders == 0)
                _lingering--;
            place.Holders++;
            return place;
        }
    }

    private void Leave(string id, Place place)
    {
        lock (_lock)
        {
            if (--place.Holders > 0)
                return;
            place.Left = _timeProvider.GetUtcNow();
            if (!_places.TryGetValue(id, out var current) || current != place)
                return;
            _lingering++;
            // What was not found, or could not be, is asked for anew next time.
            if (place.Conversation is null || _lingering > MostLingering)
                Drop(id);
        }
    }

    private void Drop(string id)
    {
        if (_places.Remove(id, out var place) && place.Holders == 0)
            _lingering--;
    }

    private async Task<DirectLineConversation?> LoadAsync(string id)
    {
        var (kept, arrivals) = await _queue.ReadAsync(tables =>
        {
            if (tables.Find(id) is not { } found)
                return (null, Arrivals.None);
            var (clients, awaiting) = tables.Arrivals(found.Row);
            return ((KeptConversation?)found, new Arrivals(clients, awaiting));
        });
        if (kept is null)
            return null;
        try
        {
            var seal = new ConversationSeal(id, _protector.Unprotect(kept.Key));
            var user = Encoding.UTF8.GetString(seal.Open(ConversationSeal.Head, kept.Head));
            return new DirectLineConversation(
                PlaceOf(id, kept.Row, seal), user.Length > 0 ? user : null, kept.Last, kept.Spoken, kept.Ended, arrivals, _timeProvider);
        }
        catch (CryptographicException)
        {
            Storage.Log.KeyLost(_logger, id);
            return null;
        }
    }

    private async Task<(DirectLineConversation? Conversation, bool IsFull)> CreateAsync(string id, string? userId, Place place)
    {
        var key = ConversationSeal.NewKey();
        var seal = new ConversationSeal(id, key);
        var head = seal.Seal(ConversationSeal.Head, Encoding.UTF8.GetBytes(userId ?? ""));
        var isProtected = _protector.Protect(key);
        var now = _timeProvider.GetUtcNow();
        var (row, isFull) = await _queue.WriteAsync(tables =>
        {
            if (tables.IsErased(id) || tables.Find(id) is not null)
                return (Row: (long?)null, IsFull: false);
            if (tables.Count >= _options.ConversationLimit)
            {
                // Looking through all is dear, so each round frees one in a hundred at least.
                var spared = _options.ConversationLimit - Math.Max(1, _options.ConversationLimit / 100);
                MakeRoom(tables, () => tables.Count <= spared);
            }

            return tables.Count >= _options.ConversationLimit ? (null, true) : (tables.Create(id, isProtected, head, now), false);
        });
        if (row is null)
            return (null, isFull);
        // The first activity may have the time of the start.
        var before = now.AddMilliseconds(-1);
        var created = new DirectLineConversation(PlaceOf(id, row.Value, seal), userId, 0, before, false, Arrivals.None, _timeProvider);
        lock (_lock)
            place.Loading = Task.FromResult<DirectLineConversation?>(created);
        return (created, false);
    }

    private LogPlace PlaceOf(string id, long row, ConversationSeal seal) => new(id, row, seal, _queue, _options);

    // In a commit: what was erased is told to its listeners a moment early, and an append of theirs finds nothing to append to.
    private void MakeRoom(ConversationTables tables, Func<bool> isEnough)
    {
        var now = _timeProvider.GetUtcNow();
        Closed(tables.EraseSilent(now - _options.IdleExpiry, LargestErasure, _ => false, isEnough, RememberUntil()));
        Closed(tables.EraseSilent(now - ShortestLife, LargestErasure, IsUsed, isEnough, RememberUntil()));
    }

    private async Task SweepAsync()
    {
        var now = _timeProvider.GetUtcNow();
        lock (_lock)
        {
            var gone = _places.Where(one => one.Value.Holders == 0 && now - one.Value.Left >= Lingering).Select(one => one.Key).ToList();
            gone.ForEach(Drop);
        }

        try
        {
            _file.DeleteDamaged(now - _options.IdleExpiry);
            while (await _queue.WriteAsync(
                tables =>
                {
                    tables.ForgetExpired(now, now - ResumeTickets.Grace);
                    return tables.EraseSilent(now - _options.IdleExpiry, LargestErasure, _ => false, () => false, RememberUntil());
                },
                Closed) is { Count: > 0 })
            {
            }

            if (_options.SharedComputerTimeout is { } limit)
                await _queue.WriteAsync(tables => tables.EraseSilent(now - limit, LargestErasure, IsInMemory, () => false, RememberUntil()), Closed);
        }
        catch (Exception exception) when (exception is ConversationsUnavailableException or IOException or UnauthorizedAccessException)
        {
            // Said in the log already; the next sweep tries again.
        }
    }

    private void Closed(IReadOnlyList<string> ids)
    {
        foreach (var id in ids)
        {
            Task<DirectLineConversation?>? loading;
            lock (_lock)
            {
                // Perhaps still on its way: then it was read just before it was erased.
                loading = _places.GetValueOrDefault(id)?.Loading;
                Drop(id);
            }

            if (loading is not null)
                _ = CloseAsync(loading);
        }
    }

    private static async Task CloseAsync(Task<DirectLineConversation?> loading)
    {
        try
        {
            (await loading)?.Close();
        }
        catch (ConversationsUnavailableException)
        {
            // It was never read, so nobody listens to it.
        }
    }

    private bool IsUsed(string id)
    {
        lock (_lock)
            return _places.TryGetValue(id, out var place) && place.Holders > 0;
    }

    private bool IsInMemory(string id)
    {
        lock (_lock)
            return _places.ContainsKey(id);
    }

    private bool IsSilent(DirectLineConversation conversation) => _timeProvider.GetUtcNow() - conversation.Log.Spoken >= _options.IdleExpiry;

    // An erased id stays known for as long as a token of it may be shown.
    private DateTimeOffset RememberUntil() => _timeProvider.GetUtcNow() + _options.TokenLife + TimeSpan.FromMinutes(1);

    private sealed class Place(Task<DirectLineConversation?> loading)
    {
        public Task<DirectLineConversation?> Loading { get; set; } = loading;

        public Task<(DirectLineConversation? Conversation, bool IsFull)>? Creating { get; set; }

        public int Holders { get; set; }

        public DateTimeOffset Left { get; set; }

        /// <summary>The conversation, null while it is not read or where there is none.</summary>
        public DirectLineConversation? Conversation => Loading.IsCompletedSuccessfully ? Loading.GetAwaiter().GetResult() : null;
    }
}
