namespace HipFaqBot.Bot.Conversation;

/// <summary>State in this process that is forgotten a day after it was last written, so that visitors do not add up.</summary>
internal sealed class RecentStorage(TimeProvider time) : IStorage
{
    private static readonly TimeSpan Span = TimeSpan.FromDays(1);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(10);

    private readonly MemoryStorage _memory = new();
    private readonly Dictionary<string, DateTimeOffset> _written = [];
    private readonly Lock _gate = new();
    private DateTimeOffset _swept = time.GetUtcNow();

    public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default) =>
        _memory.ReadAsync(keys, cancellationToken);

    public async Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
    {
        await _memory.WriteAsync(changes, cancellationToken);
        await _memory.DeleteAsync(Noted(changes.Keys), cancellationToken);
    }

    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            foreach (var key in keys)
            {
                _written.Remove(key);
            }
        }

        return _memory.DeleteAsync(keys, cancellationToken);
    }

    /// <summary>Notes what was written, and returns what has grown old.</summary>
    private string[] Noted(IEnumerable<string> keys)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            foreach (var key in keys)
            {
                _written[key] = now;
            }

            if (now - _swept < BetweenSweeps)
            {
                return [];
            }

            _swept = now;
            string[] old = [.. _written.Where(one => now - one.Value > Span).Select(one => one.Key)];
            foreach (var key in old)
            {
                _written.Remove(key);
            }

            return old;
        }
    }
}
