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
            if (!MakeRoom())
                return null;
            var created = new DirectLineConversation(id, userId, _options, _retained, _timeProvider);
            _conversations[id] = created;
            return (created, true);
        }
    }

    /// <summary>Lets idle conversations go when the logs hold too much.</summary>
    public void KeepWithinLimits()
    {
        if (_retained.Total <= _options.MaximumTotalBytes)
            return;
        lock (_creating)
            MakeRoom();
    }

    public void Dispose() => _sweep.Dispose();

    private bool MakeRoom()
    {
        if (HasRoom())
            return true;
        RemoveIdle();
        if (HasRoom())
            return true;
        var oldest = _timeProvider.GetUtcNow() - ShortestLife;
        // Sorting is dear, so each round frees one in a hundred at least.
        var spared = _options.MaximumConversations - Math.Max(1, _options.MaximumConversations / 100);
        foreach (var conversation in _conversations.Values.Where(one => one.LastUsed < oldest && !one.HasSockets).OrderBy(one => one.LastUsed))
        {
            Remove(conversation);
            if (HasRoom() && _conversations.Count <= spared)
                break;
        }

        return HasRoom();
    }

    private bool HasRoom() => _conversations.Count < _options.MaximumConversations && _retained.Total <= _options.MaximumTotalBytes;

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
