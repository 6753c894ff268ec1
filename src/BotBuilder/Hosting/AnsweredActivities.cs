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

    // Far above what people write in ten minutes; a flood makes the memory shorter, not larger.
    private readonly Lock _gate = new();
    private readonly Dictionary<Key, Turn> _turns = [];
    private readonly Queue<(Key Key, Turn Turn, long Ended, long Size)> _ended = [];
    private long _size;

    /// <summary>Answers that are kept, at most.</summary>
    public int MaxCount { get; init; } = 20_000;

    /// <summary>Bytes of ids and bodies that are kept, at most.</summary>
    public long MaxSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>How many answers are kept or being made.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _turns.Count;
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
            Turn? first;
            Turn? own = null;
            lock (_gate)
            {
                Forget();
                if (!_turns.TryGetValue(key, out first)) _turns[key] = own = new Turn(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            if (own is not null) return await RunAsync(key, own, answer);
            if (await first!.Task.WaitAsync(cancellationToken) is { } answered) return answered;
        }
    }

    private async Task<Answer> RunAsync(Key key, Turn turn, Func<Task<Answer>> answer)
    {
        Answer? made = null;
        try
        {
            return made = await answer();
        }
        finally
        {
            lock (_gate)
            {
                if (made is { Failed: false }) Keep(key, turn, made);
                else _turns.Remove(key);
            }

            // Null, after an exception: whoever waits runs the turn himself.
            turn.SetResult(made);
        }
    }

    private void Keep(Key key, Turn turn, Answer answer)
    {
        var size = (2L * (key.Channel.Length + key.Conversation.Length + key.Type.Length + key.Id.Length)) + (answer.Body?.Length ?? 0);
        _ended.Enqueue((key, turn, time.GetTimestamp(), size));
        _size += size;
        Forget();
    }

    private void Forget()
    {
        while (_ended.TryPeek(out var oldest)
            && (_ended.Count > MaxCount || _size > MaxSize || time.GetElapsedTime(oldest.Ended) > Age))
        {
            _ended.Dequeue();
            _size -= oldest.Size;
            _turns.Remove(oldest.Key);
        }
    }

    // An edit, a deletion and a reaction have the id of the message that they are about: only the time tells two of them apart.
    private static Key? KeyOf(Activity activity) =>
        activity is not { Id.Length: > 0, ChannelId: { } channel, Conversation.Id: { } conversation, Type: { } type } ? null
        : type is not (ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete or ActivityTypes.MessageReaction)
            ? new Key(channel, conversation, type, activity.Id, null)
        : activity.Timestamp is { } at ? new Key(channel, conversation, type, activity.Id, at)
        : null;

    private readonly record struct Key(string Channel, string Conversation, string Type, string Id, DateTimeOffset? At);

    private sealed class Turn(TaskCreationOptions options) : TaskCompletionSource<Answer?>(options);
}
