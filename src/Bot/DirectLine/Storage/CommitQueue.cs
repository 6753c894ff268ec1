using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace HipFaqBot.Bot.DirectLine.Storage;

/// <summary>
/// The one thread that uses the conversations' database. Whatever waits to be written is committed together, so that thousands of
/// conversations cost a few writes to the disk. A task ends when its words are on the disk, and not before.
/// </summary>
internal sealed class CommitQueue : IDisposable
{
    // So many at a time, so that one commit stays short.
    private const int LargestBatch = 512;

    // Readers come first in a batch, but may not keep writers waiting.
    private const int MostReads = 64;

    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(1);

    private readonly BlockingCollection<Job> _jobs;
    private readonly ConversationFile _file;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private SqliteConnection? _connection;
    private ConversationTables? _tables;
    private long? _failedAt;
    private bool _isSuspect;
    private volatile string? _trouble;

    /// <param name="capacity">How many jobs may wait; more are refused.</param>
    public CommitQueue(ConversationFile file, TimeProvider timeProvider, ILogger logger, int capacity = 20_000)
    {
        _jobs = new BlockingCollection<Job>(capacity);
        _file = file;
        _timeProvider = timeProvider;
        _logger = logger;
        _thread = new Thread(Run) { IsBackground = true, Name = "conversations" };
        _thread.Start();
    }

    /// <summary>What keeps the database from serving, and what helps; null while it serves.</summary>
    public string? Trouble => _trouble;

    /// <summary>Asks the database.</summary>
    /// <exception cref="ConversationsUnavailableException">It cannot be asked now.</exception>
    public Task<T> ReadAsync<T>(Func<ConversationTables, T> read) => Add(new Job<T>(read, Committed: null, IsWrite: false));

    /// <summary>Changes the database; the task ends when the change is on the disk.</summary>
    /// <param name="committed">Called before the next commit, in the order of the writes; it must be quick.</param>
    /// <exception cref="ConversationsUnavailableException">Nothing was changed. It may be tried again.</exception>
    public Task<T> WriteAsync<T>(Func<ConversationTables, T> write, Action<T>? committed = null) =>
        Add(new Job<T>(write, committed, IsWrite: true));

    /// <summary>Writes what waits, and closes.</summary>
    public void Dispose()
    {
        _jobs.CompleteAdding();
        _thread.Join();
        _jobs.Dispose();
    }

    private Task<T> Add<T>(Job<T> job)
    {
        try
        {
            if (!_jobs.TryAdd(job))
                job.Fail(new ConversationsUnavailableException("too many requests wait for the conversations' database"));
        }
        catch (InvalidOperationException)
        {
            job.Fail(new ConversationsUnavailableException("the service is stopping"));
        }

        return job.Task;
    }

    private void Run()
    {
        var reads = new List<Job>();
        var writes = new List<Job>();
        foreach (var first in _jobs.GetConsumingEnumerable())
        {
            (first.IsWrite ? writes : reads).Add(first);
            while (reads.Count + writes.Count < LargestBatch && reads.Count < MostReads && _jobs.TryTake(out var next))
                (next.IsWrite ? writes : reads).Add(next);
            if (TryOpen())
            {
                reads.ForEach(Read);
                Write(writes);
                Tidy();
            }
            else
            {
                FailAll([.. reads, .. writes]);
            }

            reads.Clear();
            writes.Clear();
        }

        Close();
    }

    private bool TryOpen()
    {
        if (_tables is not null)
            return true;
        if (_failedAt is { } failed && _timeProvider.GetElapsedTime(failed) < BetweenAttempts)
            return false;
        try
        {
            (_connection, _tables) = _file.Open(_isSuspect);
            _failedAt = null;
            _isSuspect = false;
            WorksAgain();
            return true;
        }
        catch (ConversationsUnavailableException exception)
        {
            _failedAt = _timeProvider.GetTimestamp();
            Report(exception.Message);
            return false;
        }
    }

    private void Read(Job job)
    {
        if (_tables is null)
        {
            FailAll([job]);
            return;
        }

        try
        {
            job.Do(_tables);
            job.Complete();
        }
        catch (Exception exception)
        {
            Fail(job, exception);
        }
    }

    private void Write(List<Job> jobs)
    {
        if (jobs.Count == 0)
            return;
        if (_tables is not { } tables)
        {
            FailAll(jobs);
            return;
        }

        var done = new List<Job>(jobs.Count);
        var tooLate = new List<(Job Job, Exception Reason)>();
        try
        {
            tables.Execute("BEGIN IMMEDIATE");
            foreach (var job in jobs)
            {
                try
                {
                    job.Do(tables);
                    done.Add(job);
                }
                catch (ConversationErasedException erased)
                {
                    // It has changed nothing, so it stands in nobody's way.
                    tooLate.Add((job, erased));
                }
            }

            tables.Execute("COMMIT");
        }
        catch (Exception exception)
        {
            RollBack();
            if (jobs.Count == 1)
                Fail(jobs[0], exception);
            else if (exception is SqliteException broken && broken.SqliteErrorCode != ConversationFile.Constraint)
                // The disk would fail each of them.
                jobs.ForEach(job => Fail(job, exception));
            else
                // One that cannot be done shall not take the others with it.
                jobs.ForEach(job => Write([job]));
            return;
        }

        if (_trouble is not null)
            WorksAgain();
        done.ForEach(job => job.Complete());
        tooLate.ForEach(one => one.Job.Fail(one.Reason));
    }

    private void RollBack()
    {
        try
        {
            // SQLite may have done so itself.
            if (_connection is { Handle: { } handle } && SQLitePCL.raw.sqlite3_get_autocommit(handle) == 0)
                _tables!.Execute("ROLLBACK");
            _tables?.Recount();
        }
        catch (SqliteException)
        {
            Close();
        }
    }

    private void Fail(Job job, Exception exception)
    {
        if (exception is not SqliteException broken)
        {
            job.Fail(exception);
            return;
        }

        var reason = _file.Reason(broken);
        Report(reason);
        job.Fail(new ConversationsUnavailableException(reason, broken));
        // Opened anew it is looked through first, and put aside if it is damaged.
        if (ConversationFile.IsDamage(broken))
        {
            _isSuspect = true;
            Close();
        }
    }

    private void FailAll(List<Job> jobs) =>
        jobs.ForEach(job => job.Fail(new ConversationsUnavailableException(_trouble ?? "the conversations' database is being opened anew")));

    // The journal still holds what was erased until it is written back and cut.
    private void Tidy()
    {
        if (_tables is not { HasErased: true } tables || _jobs.Count > 0)
            return;
        try
        {
            tables.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            tables.Execute("PRAGMA incremental_vacuum(2000)");
            tables.HasErased = false;
        }
        catch (SqliteException exception)
        {
            // Tried again after the next jobs.
            Report(_file.Reason(exception));
        }
    }

    private void Close()
    {
        _tables?.Dispose();
        _connection?.Dispose();
        _tables = null;
        _connection = null;
    }

    private void Report(string trouble)
    {
        if (_trouble == trouble)
            return;
        _trouble = trouble;
        Log.ConversationsUnavailable(_logger, trouble);
    }

    private void WorksAgain()
    {
        if (_trouble is null)
            return;
        _trouble = null;
        Log.ConversationsAvailable(_logger);
    }

    private abstract record Job(bool IsWrite)
    {
        public abstract void Do(ConversationTables tables);

        public abstract void Complete();

        public abstract void Fail(Exception exception);
    }

    private sealed record Job<T>(Func<ConversationTables, T> Work, Action<T>? Committed, bool IsWrite) : Job(IsWrite)
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Task => _done.Task;

        public override void Do(ConversationTables tables) => _result = Work(tables);

        public override void Complete()
        {
            Committed?.Invoke(_result!);
            _done.SetResult(_result!);
        }

        public override void Fail(Exception exception) => _done.SetException(exception);
    }
}
