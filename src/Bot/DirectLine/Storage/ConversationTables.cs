using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace HipFaqBot.Bot.DirectLine.Storage;

/// <summary>A conversation as it is kept. The key is protected, the head sealed with it.</summary>
/// <param name="Row">Its row, by which all else of it is found.</param>
/// <param name="Last">Number of its newest activity, 0 where there is none.</param>
/// <param name="Spoken">When somebody last said something, or it was started.</param>
internal sealed record KeptConversation(long Row, string Id, byte[] Key, byte[] Head, long Last, DateTimeOffset Spoken, bool Ended);

/// <summary>An activity to keep.</summary>
/// <param name="Client">Name of the id that the client gave it, or null.</param>
/// <param name="AwaitsTurn">Whether the bot has still to answer it.</param>
/// <param name="Head">What is now known of the conversation, where that has changed.</param>
internal sealed record NewActivity(
    long Row, long Number, byte[] Body, DateTimeOffset Spoken, UInt128? Client = null, bool AwaitsTurn = false, bool Ends = false, byte[]? Head = null);

/// <summary>An activity as it is kept.</summary>
internal readonly record struct KeptActivity(long Number, byte[] Body);

/// <summary>What can be asked of the conversations' database, in SQL. For one thread.</summary>
internal sealed class ConversationTables : IDisposable
{
    private const string Schema =
        """
        CREATE TABLE conversations(
          row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key BLOB NOT NULL, head BLOB NOT NULL, last INTEGER NOT NULL,
          bytes INTEGER NOT NULL, spoken INTEGER NOT NULL, ended INTEGER NOT NULL) STRICT;
        CREATE INDEX conversations_by_spoken ON conversations(spoken);
        CREATE TABLE activities(
          conversation INTEGER NOT NULL, number INTEGER NOT NULL, client BLOB, awaits INTEGER NOT NULL, body BLOB NOT NULL,
          UNIQUE(conversation, number)) STRICT;
        CREATE TABLE tickets(hash BLOB PRIMARY KEY, conversation INTEGER NOT NULL, replaced INTEGER) STRICT, WITHOUT ROWID;
        CREATE INDEX tickets_by_conversation ON tickets(conversation);
        CREATE TABLE erased(id TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """;

    // Came later, and earlier versions of the program do without: the database itself erases files with their conversation.
    private const string UploadSchema =
        """
        CREATE TABLE IF NOT EXISTS uploads(
          conversation INTEGER NOT NULL, number INTEGER NOT NULL, size INTEGER NOT NULL, body BLOB NOT NULL, UNIQUE(conversation, number)) STRICT;
        CREATE TRIGGER IF NOT EXISTS uploads_end AFTER DELETE ON conversations BEGIN DELETE FROM uploads WHERE conversation = old.row; END;
        """;

    private const int Version = 1;

    private readonly SqliteConnection _connection;
    private readonly List<Statement> _statements = [];
    private readonly Statement _find, _create, _page, _append, _grow, _shrink, _trimOne, _oldest, _clients, _awaiting, _answered, _silent;
    private readonly Statement _dropActivities, _dropTickets, _drop, _tombstone, _isErased, _forgetErased;
    private readonly Statement _addUpload, _upload, _uploadBytes;
    private readonly Statement _findTicket, _addTicket, _replaceTickets, _dropReplaced;

    /// <summary>Makes the tables where there are none.</summary>
    /// <exception cref="ConversationsUnavailableException">The database is of a later version.</exception>
    public ConversationTables(SqliteConnection connection)
    {
        _connection = connection;
        var version = Scalar("PRAGMA user_version");
        if (version > Version)
            throw new ConversationsUnavailableException($"it was written by a later version of this program (format {version}, known is {Version})");
        if (version == 0)
            Execute($"{Schema} PRAGMA user_version = {Version};");
        Execute(UploadSchema);
        _find = Prepare("SELECT row, id, key, head, last, spoken, ended FROM conversations WHERE id = $1");
        _create = Prepare("INSERT INTO conversations(id, key, head, last, bytes, spoken, ended) VALUES($1, $2, $3, 0, 0, $4, 0)");
        _page = Prepare("SELECT number, body FROM activities WHERE conversation = $1 AND number > $2 ORDER BY number LIMIT $3");
        _append = Prepare("INSERT INTO activities(conversation, number, client, awaits, body) VALUES($1, $2, $3, $4, $5)");
        _grow = Prepare(
            "UPDATE conversations SET last = $2, bytes = bytes + $3, spoken = $4, ended = max(ended, $5), head = coalesce($6, head) WHERE row = $1 RETURNING bytes");
        _shrink = Prepare("UPDATE conversations SET bytes = bytes - $2 WHERE row = $1");
        _oldest = Prepare("SELECT number, length(body) FROM activities WHERE conversation = $1 ORDER BY number LIMIT 1");
        _trimOne = Prepare("DELETE FROM activities WHERE conversation = $1 AND number = $2");
        _clients = Prepare("SELECT number, client FROM activities WHERE conversation = $1 AND client IS NOT NULL ORDER BY number");
        _awaiting = Prepare("SELECT number FROM activities WHERE conversation = $1 AND awaits = 1 ORDER BY number");
        _answered = Prepare("UPDATE activities SET awaits = 0 WHERE conversation = $1 AND number = $2");
        _silent = Prepare("SELECT row, id, bytes, spoken FROM conversations WHERE spoken <= $1 AND (spoken, row) > ($2, $3) ORDER BY spoken, row LIMIT $4");
        _dropActivities = Prepare("DELETE FROM activities WHERE conversation = $1");
        _dropTickets = Prepare("DELETE FROM tickets WHERE conversation = $1");
        _drop = Prepare("DELETE FROM conversations WHERE row = $1");
        _tombstone = Prepare("INSERT INTO erased(id, until) VALUES($1, $2) ON CONFLICT DO UPDATE SET until = excluded.until");
        _isErased = Prepare("SELECT 1 FROM erased WHERE id = $1");
        _forgetErased = Prepare("DELETE FROM erased WHERE until <= $1");
        _findTicket = Prepare("SELECT c.id, c.row, t.replaced FROM tickets t JOIN conversations c ON c.row = t.conversation WHERE t.hash = $1");
        _addTicket = Prepare("INSERT INTO tickets(hash, conversation, replaced) VALUES($1, $2, NULL)");
        _replaceTickets = Prepare("UPDATE tickets SET replaced = $2 WHERE conversation = $1 AND replaced IS NULL");
        _dropReplaced = Prepare("DELETE FROM tickets WHERE replaced <= $1");
        _addUpload = Prepare("INSERT INTO uploads(conversation, number, size, body) VALUES($1, $2, $3, $4)");
        _upload = Prepare("SELECT body FROM uploads WHERE conversation = $1 AND number = $2");
        _uploadBytes = Prepare(
            "SELECT coalesce(sum(size) FILTER (WHERE conversation = $1), 0), coalesce(sum(size), 0), coalesce(max(number) FILTER (WHERE conversation = $1), 0) FROM uploads");
        Recount();
    }

    /// <summary>Conversations kept.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of all activities kept.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether something was erased whose traces the journal still holds.</summary>
    public bool HasErased { get; set; }

    /// <summary>Counts anew, after a transaction was rolled back.</summary>
    public void Recount()
    {
        Count = (int)Scalar("SELECT count(*) FROM conversations");
        Bytes = Scalar("SELECT coalesce(sum(bytes), 0) FROM conversations");
    }

    public KeptConversation? Find(string id) => _find.First(
        row => new KeptConversation(
            row.GetInt64(0), row.GetString(1), (byte[])row[2], (byte[])row[3], row.GetInt64(4), At(row.GetInt64(5)), row.GetInt64(6) != 0),
        id);

    /// <summary>The names of clients' ids, oldest first, and the activities that the bot has still to answer.</summary>
    public (IReadOnlyList<(UInt128 Client, long Number)> Clients, IReadOnlyList<long> Awaiting) Arrivals(long row)
    {
        var clients = new List<(UInt128, long)>();
        _clients.Each(
            one =>
            {
                clients.Add((BinaryPrimitives.ReadUInt128BigEndian((byte[])one[1]), one.GetInt64(0)));
                return true;
            },
            row);
        var awaiting = new List<long>();
        _awaiting.Each(
            one =>
            {
                awaiting.Add(one.GetInt64(0));
                return true;
            },
            row);
        return (clients, awaiting);
    }

    /// <summary>Whether the id was given to a conversation that has been erased.</summary>
    public bool IsErased(string id) => _isErased.First(_ => true, id);

    /// <summary>Keeps a new conversation and returns its row.</summary>
    public long Create(string id, byte[] key, byte[] head, DateTimeOffset spoken)
    {
        _create.Run(id, key, head, Milliseconds(spoken));
        Count++;
        return Scalar("SELECT last_insert_rowid()");
    }

    /// <summary>Activities after a number, oldest first; at least one where there is any, then as many as fit into both limits.</summary>
    public IReadOnlyList<KeptActivity> Page(long row, long after, int maximum, int maximumBytes)
    {
        var page = new List<KeptActivity>();
        var bytes = 0;
        _page.Each(
            one =>
            {
                var body = (byte[])one[1];
                bytes += body.Length;
                if (page.Count > 0 && bytes > maximumBytes)
                    return false;
                page.Add(new KeptActivity(one.GetInt64(0), body));
                return true;
            },
            row, after, maximum);
        return page;
    }

    /// <summary>Keeps an activity; the oldest give way where the conversation holds more than it may.</summary>
    /// <exception cref="ConversationErasedException">There is no such conversation any more.</exception>
    public void Append(NewActivity activity, int maximumActivities, long maximumBytes)
    {
        var bytes = _grow.First(
            row => (long?)row.GetInt64(0),
            activity.Row, activity.Number, activity.Body.Length, Milliseconds(activity.Spoken), activity.Ends ? 1 : 0, activity.Head)
            ?? throw new ConversationErasedException();
        Bytes += activity.Body.Length;
        _append.Run(activity.Row, activity.Number, Name(activity.Client), activity.AwaitsTurn ? 1 : 0, activity.Body);
        while (_oldest.First(row => ((long Number, long Size)?)(row.GetInt64(0), row.GetInt64(1)), activity.Row) is var (number, size)
            && number < activity.Number && (number <= activity.Number - maximumActivities || bytes > maximumBytes))
        {
            _trimOne.Run(activity.Row, number);
            Shrink(activity.Row, size);
            bytes -= size;
            HasErased = true;
        }
    }

    /// <summary>Remembers that the bot has answered it.</summary>
    public void EndTurn(long row, long number) => _answered.Run(row, number);

    /// <summary>Erases a conversation with its tickets; its id is remembered until the time given, so that no token brings it back.</summary>
    public bool Erase(string id, DateTimeOffset rememberUntil)
    {
        if (Find(id) is not { } kept)
            return false;
        Erase(kept.Row, id, rememberUntil);
        Recount();
        return true;
    }

    /// <summary>
    /// Erases conversations in which nobody has spoken since, longest silent first, while <paramref name="isEnough"/> is false;
    /// those that are spared stay. Returns their ids.
    /// </summary>
    public IReadOnlyList<string> EraseSilent(
        DateTimeOffset since, int maximum, Func<string, bool> isSpared, Func<bool> isEnough, DateTimeOffset rememberUntil)
    {
        var erased = new List<string>();
        var silent = SilentAfter(since, (long.MinValue, 0), maximum);
        // Those that are spared may be many and the longest silent of all: behind them there are others.
        while (silent.Count > 0 && erased.Count < maximum)
        {
            foreach (var (row, id, bytes, _) in silent)
            {
                if (isEnough() || erased.Count == maximum)
                    return erased;
                if (isSpared(id))
                    continue;
                Erase(row, id, rememberUntil);
                Count--;
                Bytes -= bytes;
                erased.Add(id);
            }

            silent = SilentAfter(since, (silent[^1].Spoken, silent[^1].Row), maximum);
        }

        return erased;
    }

    /// <summary>Drops what is remembered no longer than until now: erased ids, and tickets that were replaced before a time.</summary>
    public void ForgetExpired(DateTimeOffset now, DateTimeOffset replacedBefore)
    {
        _forgetErased.Run(Milliseconds(now));
        _dropReplaced.Run(Milliseconds(replacedBefore));
    }

    /// <summary>The conversation of a ticket, and when another one replaced it (null: it is the newest).</summary>
    public (string Conversation, long Row, DateTimeOffset? Replaced)? FindTicket(byte[] hash) => _findTicket.First(
        row => ((string, long, DateTimeOffset?)?)(row.GetString(0), row.GetInt64(1), row.IsDBNull(2) ? null : At(row.GetInt64(2))), hash);

    /// <summary>Adds a ticket of a conversation; those before it count as replaced now.</summary>
    public void AddTicket(byte[] hash, long row, DateTimeOffset now)
    {
        _replaceTickets.Run(row, Milliseconds(now));
        _addTicket.Run(hash, row);
    }

    /// <summary>Bytes of the files of one conversation, and of all.</summary>
    public (long Own, long All) UploadBytes(long row) => _uploadBytes.First(one => (one.GetInt64(0), one.GetInt64(1)), row);

    /// <summary>Keeps a file, as it is sealed for its number, and returns that.</summary>
    public long AddUpload(long row, Func<long, byte[]> seal)
    {
        var number = _uploadBytes.First(one => one.GetInt64(2), row) + 1;
        var body = seal(number);
        _addUpload.Run(row, number, body.Length, body);
        return number;
    }

    /// <summary>A file, or null.</summary>
    public byte[]? Upload(long row, long number) => _upload.First(one => (byte[])one[0], row, number);

    public void Execute(string sql)
    {
        using var statement = new Statement(_connection, sql);
        statement.Run();
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
            statement.Dispose();
    }

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static byte[]? Name(UInt128? client)
    {
        if (client is not { } value)
            return null;
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return bytes;
    }

    private List<(long Row, string Id, long Bytes, long Spoken)> SilentAfter(DateTimeOffset since, (long Spoken, long Row) last, int maximum)
    {
        var silent = new List<(long, string, long, long)>();
        _silent.Each(
            row =>
            {
                silent.Add((row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3)));
                return true;
            },
            Milliseconds(since), last.Spoken, last.Row, maximum);
        return silent;
    }

    private void Shrink(long row, long size)
    {
        _shrink.Run(row, size);
        Bytes -= size;
    }

    private void Erase(long row, string id, DateTimeOffset rememberUntil)
    {
        _dropActivities.Run(row);
        _dropTickets.Run(row);
        _drop.Run(row);
        _tombstone.Run(id, Milliseconds(rememberUntil));
        HasErased = true;
    }

    private Statement Prepare(string sql)
    {
        var statement = new Statement(_connection, sql);
        _statements.Add(statement);
        return statement;
    }

    private long Scalar(string sql)
    {
        using var statement = new Statement(_connection, sql);
        return statement.First(row => row.GetInt64(0));
    }
}
