using System.Security.Cryptography;
using System.Text;
using HipFaqBot.Bot.DirectLine.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.DirectLine;

/// <summary>
/// All conversations, kept in the database; <see cref="OpenConversations"/> has those that somebody uses at the moment. Silent ones are erased
/// after a while, and sooner when the limits are reached: whoever starts thousands and leaves them costs other people nothing but old, silent
/// conversations.
/// </summary>
internal sealed class ConversationStore : IDisposable
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);

    // A conversation younger than this never gives way: its socket may be about to open.
    private static readonly TimeSpan ShortestLife = TimeSpan.FromMinutes(1);

    // Erased in one commit.
    private const int LargestErasure = 500;

    private readonly OpenConversations _open;
    private readonly CommitQueue _queue;
    private readonly ConversationFile _file;
    private readonly IDataProtector _protector;
    private readonly DirectLineOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<ConversationStore> _logger;
    private readonly ITimer _sweep;

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
        _open = new OpenConversations(LoadAsync, timeProvider);
        // At once, too: what should have been erased while the service was down, and what is wrong with the file is said at the start.
        _sweep = timeProvider.CreateTimer(_ => _ = SweepAsync(), null, TimeSpan.Zero, SweepInterval);
    }

    /// <summary>What keeps conversations from being kept, and what helps; null while all is well.</summary>
    public string? Trouble => _queue.Trouble;

    /// <summary>The database, for tests that look into it.</summary>
    internal CommitQueue Queue => _queue;

    /// <summary>Conversations that are in memory.</summary>
    public int InMemory => _open.Count;

    /// <summary>How many conversations are kept.</summary>
    public Task<int> CountAsync() => _queue.ReadAsync(tables => tables.Count);

    /// <summary>The conversation of this id; null where there is none (any more).</summary>
    /// <exception cref="ConversationsUnavailableException">Whether there is one cannot be told now.</exception>
    public async Task<ConversationLease?> FindAsync(string id)
    {
        var place = _open.Hold(id);
        try
        {
            if (await place.Loading is { } conversation && !IsSilent(conversation))
                return new ConversationLease(conversation, () => _open.Leave(id, place));
        }
        catch
        {
            _open.Leave(id, place);
            throw;
        }

        _open.Leave(id, place);
        return null;
    }

    /// <summary>
    /// The conversation of this id, and whether it is new. Null with <c>IsFull</c> when there is no room, and without when the id was that
    /// of a conversation that has been erased.
    /// </summary>
    public async Task<(ConversationLease? Lease, bool IsNew, bool IsFull)> FindOrCreateAsync(string id, string? userId)
    {
        var place = _open.Hold(id);
        try
        {
            var loading = place.Loading;
            var conversation = await loading;
            var isNew = false;
            Task<(DirectLineConversation? Conversation, bool IsFull)>? creating = null;
            if (conversation is null)
                (creating, isNew) = _open.CreateOnce(place, () => CreateAsync(id, userId, place));

            var (created, isFull) = creating is null ? (conversation, false) : await creating;
            if (created is not null && !IsSilent(created))
                return (new ConversationLease(created, () => _open.Leave(id, place)), isNew, false);
            _open.Leave(id, place);
            return (null, false, isFull);
        }
        catch
        {
            _open.Leave(id, place);
            throw;
        }
    }

    /// <summary>Whether the id was that of a conversation that has been erased, as long as a token of it may be shown.</summary>
    public Task<bool> IsErasedAsync(string id) => _queue.ReadAsync(tables => tables.IsErased(id));

    /// <summary>A new token was given for the conversation: whoever listens may go on.</summary>
    public void GoOnListening(string id) => _open.GoOnListening(id);

    /// <summary>Erases what was said, for good. False when there was no such conversation.</summary>
    public async Task<bool> EraseAsync(string id)
    {
        var until = RememberUntil();
        return await _queue.WriteAsync(tables => tables.Erase(id, until), _ => _open.Close([id]));
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
        _options.SharedComputerTimeout is { } limit && tables.Find(id) is { } kept && now - kept.Spoken >= limit && !_open.Contains(id);

    public void Dispose()
    {
        _sweep.Dispose();
        _queue.Dispose();
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

    private async Task<(DirectLineConversation? Conversation, bool IsFull)> CreateAsync(string id, string? userId, OpenConversations.Place place)
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
        _open.Put(place, created);
        return (created, false);
    }

    private LogPlace PlaceOf(string id, long row, ConversationSeal seal) => new(id, row, seal, _queue, _options);

    // In a commit: what was erased is told to its listeners a moment early, and an append of theirs finds nothing to append to.
    private void MakeRoom(ConversationTables tables, Func<bool> isEnough)
    {
        var now = _timeProvider.GetUtcNow();
        _open.Close(tables.EraseSilent(now - _options.IdleExpiry, LargestErasure, _ => false, isEnough, RememberUntil()));
        _open.Close(tables.EraseSilent(now - ShortestLife, LargestErasure, _open.IsUsed, isEnough, RememberUntil()));
    }

    private async Task SweepAsync()
    {
        var now = _timeProvider.GetUtcNow();
        _open.DropLingering(now);
        try
        {
            _file.DeleteDamaged(now - _options.IdleExpiry);
            while (await _queue.WriteAsync(
                tables =>
                {
                    tables.ForgetExpired(now, now - ResumeTickets.Grace);
                    return tables.EraseSilent(now - _options.IdleExpiry, LargestErasure, _ => false, () => false, RememberUntil());
                },
                _open.Close) is { Count: > 0 })
            {
            }

            if (_options.SharedComputerTimeout is { } limit)
                await _queue.WriteAsync(tables => tables.EraseSilent(now - limit, LargestErasure, _open.Contains, () => false, RememberUntil()), _open.Close);
        }
        catch (Exception exception) when (exception is ConversationsUnavailableException or IOException or UnauthorizedAccessException)
        {
            // Said in the log already; the next sweep tries again.
        }
    }

    private bool IsSilent(DirectLineConversation conversation) => _timeProvider.GetUtcNow() - conversation.Log.Spoken >= _options.IdleExpiry;

    // An erased id stays known for as long as a token of it may be shown.
    private DateTimeOffset RememberUntil() => _timeProvider.GetUtcNow() + _options.TokenLife + TimeSpan.FromMinutes(1);
}
