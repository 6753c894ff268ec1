using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace HipFaqBot.Bot.Conversation;

/// <summary>
/// State in this process that is forgotten a day after it was last written, so that visitors do not add up. It keeps bags of texts, which
/// is what the bot's states are, each in a place of its own that is written over: what was kept before does not lie about in memory
/// until it is collected, and the memory of a service under load stays as it is.
/// </summary>
internal sealed class RecentStorage(TimeProvider time) : IStorage
{
    private static readonly TimeSpan Span = TimeSpan.FromDays(1);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, Place> _places = [];
    private readonly Lock _gate = new();
    private DateTimeOffset _swept = time.GetUtcNow();

    public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        var found = new Dictionary<string, object>(keys.Length);
        lock (_gate)
        {
            foreach (var key in keys)
            {
                if (_places.TryGetValue(key, out var place))
                {
                    found[key] = place.Read();
                }
            }
        }

        return Task.FromResult<IDictionary<string, object>>(found);
    }

    /// <exception cref="NotSupportedException">A change is no bag of texts.</exception>
    public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
    {
        // All are looked at before the first is written: either every change is made or none.
        var bags = changes.Select(change => (change.Key, Texts: TextsOf(change.Key, change.Value))).ToList();
        lock (_gate)
        {
            foreach (var (key, texts) in bags)
            {
                if (!_places.TryGetValue(key, out var place))
                {
                    _places[key] = place = new Place();
                }

                place.Write(texts, time.GetUtcNow());
            }

            Sweep();
        }

        return Task.CompletedTask;
    }

    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            foreach (var key in keys)
            {
                _places.Remove(key);
            }
        }

        return Task.CompletedTask;
    }

    private static List<(string Name, string Text)> TextsOf(string key, object value) =>
        value is IDictionary<string, object> bag && bag.All(pair => pair.Value is string)
            ? [.. bag.Select(pair => (pair.Key, (string)pair.Value))]
            : throw new NotSupportedException($"The state {key} has something that is no text; only texts are kept here.");

    private void Sweep()
    {
        var now = time.GetUtcNow();
        if (now - _swept < BetweenSweeps)
        {
            return;
        }

        _swept = now;
        foreach (var (key, _) in _places.Where(one => now - one.Value.Written > Span).ToList())
        {
            _places.Remove(key);
        }
    }

    /// <summary>Where one bag of texts is kept.</summary>
    [SuppressMessage("Reliability", "CA1001", Justification = "A stream in memory has nothing to dispose of.")]
    private sealed class Place
    {
        private readonly MemoryStream _bytes = new();

        public DateTimeOffset Written { get; private set; }

        public void Write(List<(string Name, string Text)> texts, DateTimeOffset now)
        {
            Written = now;
            _bytes.SetLength(0);
            using var writer = new BinaryWriter(_bytes, Encoding.UTF8, leaveOpen: true);
            foreach (var (name, text) in texts)
            {
                writer.Write(name);
                writer.Write(text);
            }
        }

        public Dictionary<string, object> Read()
        {
            var texts = new Dictionary<string, object>();
            _bytes.Position = 0;
            using var reader = new BinaryReader(_bytes, Encoding.UTF8, leaveOpen: true);
            while (_bytes.Position < _bytes.Length)
            {
                texts[reader.ReadString()] = reader.ReadString();
            }

            return texts;
        }
    }
}
