using System.Globalization;
using HipFaqBot.Bot.DirectLine.Storage;

namespace HipFaqBot.Bot.DirectLine;

/// <summary>Some activities of a log as JSON, oldest first, and the number of the last of them (of the log when there are none).</summary>
internal readonly record struct LogPage(IReadOnlyList<byte[]> Activities, long Watermark);

/// <summary>Where and how the activities of one conversation are kept.</summary>
internal sealed record LogPlace(string Conversation, long Row, ConversationSeal Seal, CommitQueue Queue, DirectLineOptions Options);

/// <summary>
/// What was said in one conversation, numbered from 1. All of it is in the database, sealed; memory holds the few newest until the sockets
/// that listen have read them. Nothing is shown to anybody before it is kept, so no number is ever given to two things.
/// </summary>
internal sealed class ActivityLog(LogPlace place, long last, DateTimeOffset spoken, TimeProvider timeProvider)
{
    private const int TailActivities = 4;
    private const int TailBytes = 32 * 1024;
    private const int PageBytes = 512 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<(long Number, byte[] Json)> _tail = new();
    private long _given = last;
    private long _kept = last;
    // All that is kept after this number is in the tail.
    private long _tailAfter = last;
    private int _tailBytes;
    private DateTimeOffset _spoken = spoken;

    /// <summary>The last number given, whether it is kept yet or not.</summary>
    public long Given
    {
        get
        {
            lock (_lock)
                return _given;
        }
    }

    /// <summary>The number of the last activity that is kept.</summary>
    public long Kept
    {
        get
        {
            lock (_lock)
                return _kept;
        }
    }

    /// <summary>When somebody last said something.</summary>
    public DateTimeOffset Spoken
    {
        get
        {
            lock (_lock)
                return _spoken;
        }
    }

    /// <summary>The id of the activity of this number.</summary>
    public string IdOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{place.Conversation}|{number:D7}");

    /// <summary>Gives the activity its id and time and keeps it; the task ends when it is kept.</summary>
    /// <param name="details">What is kept with it; its number, body and time are filled in here.</param>
    /// <param name="onKept">Called when it is kept and can be read, in the order of the numbers.</param>
    public (long Number, Task Keeping) Append(Activity activity, NewActivity details, Action onKept)
    {
        lock (_lock)
        {
            var number = ++_given;
            activity.Id = IdOf(number);
            activity.Timestamp = _spoken = NextTimestamp();
            var json = ActivityWire.Write(activity);
            var kept = details with { Row = place.Row, Number = number, Spoken = _spoken, Body = place.Seal.Seal(number, json) };
            // Still inside the lock: the queue has them in the order of their numbers.
            return (number, place.Queue.WriteAsync(
                tables =>
                {
                    // Where all logs together hold too much, those that speak keep their fair share.
                    var limit = tables.Bytes > place.Options.TotalLimitBytes ? place.Options.FairShareBytes : place.Options.MaximumConversationBytes;
                    tables.Append(kept, place.Options.MaximumActivities, limit);
                    return number;
                },
                _ =>
                {
                    AddToTail(number, json);
                    onKept();
                }));
        }
    }

    /// <summary>Remembers that the bot has answered the activity of this number.</summary>
    public Task EndTurnAsync(long number) => place.Queue.WriteAsync(tables =>
    {
        tables.EndTurn(place.Row, number);
        return number;
    });

    /// <summary>What came after the watermark, at most <paramref name="maximum"/>. A watermark from the future finds nothing.</summary>
    public async ValueTask<LogPage> ReadAfterAsync(long watermark, int maximum)
    {
        lock (_lock)
        {
            if (watermark >= _kept)
                return new LogPage([], _kept);
            if (watermark >= _tailAfter)
            {
                var newer = _tail.Where(one => one.Number > watermark).Take(maximum).ToArray();
                return new LogPage([.. newer.Select(one => one.Json)], newer[^1].Number);
            }
        }

        var page = await place.Queue.ReadAsync(tables => tables.Page(place.Row, watermark, maximum, PageBytes));
        return page.Count > 0
            ? new LogPage([.. page.Select(one => place.Seal.Open(one.Number, one.Body))], page[^1].Number)
            : new LogPage([], Kept);
    }

    /// <summary>Lets go, in memory, of all up to this number: everybody who listens has it. Whoever asks later reads the database.</summary>
    public void Release(long number)
    {
        lock (_lock)
        {
            while (_tail.TryPeek(out var oldest) && oldest.Number <= number)
                DropOldest();
        }
    }

    private void AddToTail(long number, byte[] json)
    {
        lock (_lock)
        {
            _kept = number;
            _tail.Enqueue((number, json));
            _tailBytes += json.Length;
            while (_tail.Count > TailActivities || (_tailBytes > TailBytes && _tail.Count > 1))
                DropOldest();
        }
    }

    private void DropOldest()
    {
        var (dropped, json) = _tail.Dequeue();
        _tailBytes -= json.Length;
        _tailAfter = dropped;
    }

    // Clients sort by time, so no two activities of a conversation may have the same.
    private DateTimeOffset NextTimestamp()
    {
        var now = timeProvider.GetUtcNow();
        now = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        return now > _spoken ? now : _spoken.AddMilliseconds(1);
    }
}
