using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder.Integration.AspNet.Core;

/// <summary>
/// Answers an activity once, however often it comes: Teams sends again what was not answered within 15 seconds. A copy gets the
/// first one's status and body, and waits for them while the first is still being worked on. A turn that failed may run again.
/// </summary>
internal sealed class AnsweredActivities(TimeProvider time)
{
    /// <summary>How long an answer is kept for copies.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromMinutes(10);

    // Of one answer's bookkeeping, bytes.
    private const int Overhead = 128;

    // Characters of a key besides its names.
    private const int TicksAndBreaks = 32;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, long Ended)> _ended = [];
    private long _size;

    /// <summary>Answers that are kept, at most: far above what people write to one clinic in ten minutes.</summary>
    public int MaxCount { get; init; } = 10_000;

    /// <summary>Bytes that are kept, at most. A flood makes the memory shorter, not larger.</summary>
    public long MaxSize { get; init; } = 8 * 1024 * 1024;

    /// <summary>How many answers are kept or being made.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _entries.Count;
        }
    }

    /// <summary>The answer to that activity: of its first copy, or what <paramref name="answer"/> makes.</summary>
    /// <param name="answer">Runs the turn; what it throws is thrown to who asked, and the next copy runs it again.</param>
    /// <param name="cancellationToken">Ends the wait for another copy's answer, never a turn.</param>
    public async Task<Answer> AnswerOnceAsync(Activity activity, Func<Task<Answer>> answer, CancellationToken cancellationToken)
    {
        if (KeyOf(activity) is not { } key) return await answer();
        while (true)
        {
            Task<Answer?> first;
            lock (_gate)
            {
                Forget();
                if (!_entries.TryGetValue(key, out var entry))
                {
                    _entries.Add(key, new Entry());
                    break;
                }

                if (entry.Answer is { } known) return known;
                entry.Copies ??= new TaskCompletionSource<Answer?>(TaskCreationOptions.RunContinuationsAsynchronously);
                first = entry.Copies.Task;
            }

            if (await first.WaitAsync(cancellationToken) is { } answered) return answered;
        }

        return await RunAsync(key, answer);
    }

    private async Task<Answer> RunAsync(string key, Func<Task<Answer>> answer)
    {
        Answer? made = null;
        try
        {
            return made = await answer();
        }
        finally
        {
            TaskCompletionSource<Answer?>? copies;
            lock (_gate)
            {
                copies = _entries[key].Copies;
                if (made is { Failed: false }) Keep(key, made);
                else _entries.Remove(key);
            }

            // Null, after an exception: whoever waits runs the turn himself.
            copies?.SetResult(made);
        }
    }

    private void Keep(string key, Answer answer)
    {
        _entries[key] = new Entry { Answer = answer };
        _ended.Enqueue((key, time.GetTimestamp()));
        _size += SizeOf(answer);
        Forget();
    }

    private void Forget()
    {
        while (_ended.TryPeek(out var oldest)
            && (_ended.Count > MaxCount || _size > MaxSize || time.GetElapsedTime(oldest.Ended) > Age))
        {
            _ended.Dequeue();
            if (_entries.Remove(oldest.Key, out var entry)) _size -= SizeOf(entry.Answer!);
        }
    }

    private static int SizeOf(Answer answer) => Overhead + (answer.Body?.Length ?? 0);

    // An edit, a deletion and a reaction have the id of the message that they are about: only the time tells two of them apart.
    private static string? KeyOf(Activity activity) =>
        activity is not { Id.Length: > 0, ChannelId: { } channel, Conversation.Id: { } conversation, Type: { } type } ? null
        : type is not (ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete or ActivityTypes.MessageReaction)
            ? Hash(channel, conversation, type, activity.Id, 0)
        : activity.Timestamp is { } at ? Hash(channel, conversation, type, activity.Id, at.UtcTicks)
        : null;

    // Ids have up to 2,000 characters, and anyone who may call chooses them: a hash of theirs is small, and nobody makes two alike.
    private static string Hash(string channel, string conversation, string type, string id, long ticks)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var buffer = ArrayPool<char>.Shared.Rent(channel.Length + conversation.Length + type.Length + id.Length + TicksAndBreaks);
        buffer.AsSpan().TryWrite($"{channel}\n{conversation}\n{type}\n{id}\n{ticks}", out var length);
        SHA256.HashData(MemoryMarshal.AsBytes(buffer.AsSpan(0, length)), hash);
        ArrayPool<char>.Shared.Return(buffer);
        return Convert.ToHexString(hash[..16]);
    }

    /// <summary>An answer, or, while it is being made, those who wait for it.</summary>
    private sealed class Entry
    {
        public Answer? Answer;
        public TaskCompletionSource<Answer?>? Copies;
    }
}
