using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.DirectLine;

/// <summary>
/// All conversations, in memory. Idle ones are forgotten after a while, and sooner when the limits are reached: whoever starts
/// thousands and leaves them costs other people nothing but old, silent conversations.
/// </summary>
internal sealed class ConversationStore : IDisposable
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(10);

    // A conversation younger than this never gives way: its socket may be about to open.
    private static readonly TimeSpan ShortestLife = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DirectLineConversation> _conversations = new(StringComparer.Ordinal);
    private readonly Lock _creating = new();
    private readonly RetainedBytes _retained = new();
    private readonly DirectLineOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ITimer _sweep;

    public ConversationStore(IOptions<DirectLineOptions> options, TimeProvider timeProvider)
    {
        _options = options.Value;
        _timeProvider = timeProvider;
        _sweep = timeProvider.CreateTimer(_ => RemoveIdle(), null, SweepInterval, SweepInterval);
    }

    public int Count => _conversations.Count;

    public DirectLineConversation? Find(string id)
    {
        if (!_conversations.TryGetValue(id, out var conversation))
            return null;
        if (IsIdle(conversation))
        {
            Remove(conversation);
            return null;
        }

        conversation.Touch();
        return conversation;
    }

    /// <summary>The conversation of this id, and whether it is new; null when the service is full.</summary>
    public (DirectLineConversation Conversation, bool IsNew)? FindOrCreate(string id, string? userId)
    {
        lock (_creating)
        {
            if (Find(id) is { } existing)
                return (existing, false);
            if (_conversations.Count >= _options.MaximumConversations)
                MakeRoom(bytes: 0);
            if (_conversations.Count >= _options.MaximumConversations)
                return null;
            var created = new DirectLineConversation(id, userId, _options, _retained, _timeProvider);
            _conversations[id] = created;
            return (created, true);
        }
    }

    /// <summary>
    /// Whether there is room for an activity of this size; idle conversations make some. When all are busy, only small
    /// activities are taken, so that people can go on talking while somebody posts all he can.
    /// </summary>
    public bool HasRoomFor(int bytes)
    {
        if (bytes <= _options.FairShareBytes || HasBytes(bytes))
            return true;
        lock (_creating)
            MakeRoom(bytes);
        return HasBytes(bytes);
    }

    public void Dispose() => _sweep.Dispose();

    private void MakeRoom(int bytes)
    {
        RemoveIdle();
        var youngest = _timeProvider.GetUtcNow() - ShortestLife;
        // Looking through all is dear, so each round frees one in a hundred at least.
        var spared = _options.MaximumConversations - Math.Max(1, _options.MaximumConversations / 100);
        var idle = _conversations.Values.Where(one => one.LastUsed < youngest && !one.HasSockets).OrderBy(one => one.LastUsed);
        foreach (var conversation in idle)
        {
            if (_conversations.Count <= spared && HasBytes(bytes))
                break;
            Remove(conversation);
        }

    }

    private bool HasBytes(int more) => _retained.Total + more <= _options.MaximumTotalBytes;

    private void RemoveIdle()
    {
        foreach (var conversation in _conversations.Values)
        {
            if (IsIdle(conversation))
                Remove(conversation);
        }
    }

    private bool IsIdle(DirectLineConversation conversation) =>
        _timeProvider.GetUtcNow() - conversation.LastUsed >= _options.IdleExpiry && !conversation.HasSockets;

    private void Remove(DirectLineConversation conversation)
    {
        if (_conversations.TryRemove(new KeyValuePair<string, DirectLineConversation>(conversation.Id, conversation)))
            conversation.Log.Close();
    }
}
