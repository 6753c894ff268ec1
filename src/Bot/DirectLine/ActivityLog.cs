using System.Globalization;

namespace HipFaqBot.Bot.DirectLine;

/// <summary>Some activities of a log as JSON, oldest first, and the number of the last of them (of the log when there are none).</summary>
internal readonly record struct LogPage(IReadOnlyList<byte[]> Activities, long Watermark);

/// <summary>
/// What was said in one conversation, numbered from 1. It keeps the newest activities within the limits of the options,
/// each as the bytes that go out, so replaying costs no serialization.
/// </summary>
internal sealed class ActivityLog(string conversationId, DirectLineOptions options, RetainedBytes retained, TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly Queue<byte[]> _activities = new();
    private long _last;
    private long _bytes;
    private DateTimeOffset _lastTimestamp;
    private bool _closed;

    public long Last
    {
        get
        {
            lock (_lock)
                return _last;
        }
    }

    /// <summary>Gives the activity its id and time, keeps it, and returns its number.</summary>
    public long Append(Activity activity)
    {
        lock (_lock)
        {
            var number = ++_last;
            activity.Id = string.Create(CultureInfo.InvariantCulture, $"{conversationId}|{number:D7}");
            activity.Timestamp = NextTimestamp();
            var json = ActivityWire.Write(activity);
            if (_closed)
                return number;
            _activities.Enqueue(json);
            Count(json.Length);
            // Where all logs together hold too much, those that speak keep their fair share.
            var limit = retained.Total > options.MaximumTotalBytes ? options.FairShareBytes : options.MaximumConversationBytes;
            while (_activities.Count > options.MaximumActivities || (_bytes > limit && _activities.Count > 1))
                Count(-_activities.Dequeue().Length);
            return number;
        }
    }

    /// <summary>What came after the watermark, at most <paramref name="maximum"/>. A watermark from the future finds nothing.</summary>
    public LogPage ReadAfter(long watermark, int maximum)
    {
        lock (_lock)
        {
            var first = _last - _activities.Count;
            var from = Math.Max(watermark, first);
            if (from >= _last)
                return new LogPage([], _last);
            byte[][] page = [.. _activities.Skip((int)(from - first)).Take(maximum)];
            return new LogPage(page, from + page.Length);
        }
    }

    /// <summary>Forgets everything, and all that is still to come.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            _activities.Clear();
            Count(-_bytes);
        }
    }

    private void Count(long bytes)
    {
        _bytes += bytes;
        retained.Add(bytes);
    }

    // Clients sort by time, so no two activities of a conversation may have the same.
    private DateTimeOffset NextTimestamp()
    {
        var now = timeProvider.GetUtcNow();
        now = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        return _lastTimestamp = now > _lastTimestamp ? now : _lastTimestamp.AddMilliseconds(1);
    }
}

/// <summary>Bytes that all logs hold together.</summary>
internal sealed class RetainedBytes
{
    private long _total;

    public long Total => Interlocked.Read(ref _total);

    public void Add(long bytes) => Interlocked.Add(ref _total, bytes);
}
