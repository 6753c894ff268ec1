using System.Globalization;
using Microsoft.Data.Sqlite;

namespace HipFaqBot.Bot.DirectLine.Storage;

/// <summary>
/// The file of the conversations: opening it, and putting it aside when it is damaged. In memory where the folder is null. One process
/// has it alone: whoever comes second is told so.
/// </summary>
internal sealed class ConversationFile(string? folder, TimeProvider timeProvider, ILogger logger)
{
    private const string Name = "conversations.db";
    private const string DamagedPrefix = "conversations.damaged-";

    /// <summary>SQLite's result code of a row that may not be.</summary>
    public const int Constraint = 19;

    // More of SQLite's result codes.
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    private string Path => folder is null ? ":memory:" : System.IO.Path.Combine(folder, Name);

    public static bool IsDamage(SqliteException exception) => exception.SqliteErrorCode is Corrupt or NotADatabase;

    /// <summary>
    /// Opens it so that a commit returns when the words are on the disk (WAL, <c>synchronous=FULL</c>) and what is deleted is overwritten.
    /// </summary>
    /// <param name="check">Whether to read all of it first, because something was wrong with it.</param>
    /// <exception cref="ConversationsUnavailableException">It cannot be opened; the message says why and what helps.</exception>
    public (SqliteConnection Connection, ConversationTables Tables) Open(bool check)
    {
        try
        {
            return OpenOnce(check);
        }
        catch (SqliteException exception) when (IsDamage(exception) && folder is not null)
        {
            PutAside();
        }
        catch (SqliteException exception)
        {
            throw new ConversationsUnavailableException(Reason(exception), exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConversationsUnavailableException(NotWritable(), exception);
        }

        try
        {
            return OpenOnce(check: false);
        }
        catch (SqliteException exception)
        {
            throw new ConversationsUnavailableException(Reason(exception), exception);
        }
    }

    /// <summary>What went wrong and what helps, without a word of a conversation.</summary>
    public string Reason(SqliteException exception) => exception.SqliteErrorCode switch
    {
        Busy => $"{Path} is in use by another process: end it, or give each its own DirectLine:Folder",
        Full => $"the disk of {Path} is full: make room on it",
        ReadOnly or CannotOpen => NotWritable(),
        Corrupt or NotADatabase => $"{Path} is damaged",
        _ => $"{Path}: SQLite error {exception.SqliteErrorCode} ({exception.SqliteExtendedErrorCode})",
    };

    /// <summary>Deletes files that were put aside and written to last before a time.</summary>
    public void DeleteDamaged(DateTimeOffset before)
    {
        if (folder is null || !Directory.Exists(folder))
            return;
        foreach (var file in Directory.EnumerateFiles(folder, DamagedPrefix + "*"))
        {
            if (File.GetLastWriteTimeUtc(file) <= before.UtcDateTime)
                File.Delete(file);
        }
    }

    private (SqliteConnection, ConversationTables) OpenOnce(bool check)
    {
        PrivateFile.CreateFolder(folder);
        if (folder is not null)
            PrivateFile.Touch(Path);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false, DefaultTimeout = 1 }.ConnectionString);
        try
        {
            connection.Open();
            Run(connection, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA auto_vacuum=INCREMENTAL; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON");
            Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
            if (check && Run(connection, "PRAGMA quick_check(1)") is not "ok")
                throw new SqliteException("The check found damage.", Corrupt);
            Run(connection, "BEGIN EXCLUSIVE");
            var tables = new ConversationTables(connection);
            Run(connection, "COMMIT");
            return (connection, tables);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Nothing is deleted that somebody might still rescue; it goes when what it holds would have been erased anyway.
    private void PutAside()
    {
        var name = DamagedPrefix + timeProvider.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        foreach (var ending in new[] { "", "-wal", "-shm" })
        {
            if (File.Exists(Path + ending))
                File.Move(Path + ending, System.IO.Path.Combine(folder!, name + ending + ".db"), overwrite: true);
        }

        Log.DamagedPutAside(logger, Path, name);
    }

    private string NotWritable() =>
        $"{Path} cannot be written: give the service's user the right to write there, or set DirectLine:Folder or DirectLine:Store=memory";

    private static string? Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        // Constants of this file.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar()?.ToString();
    }
}
