using System.Globalization;
using System.Text.Json.Nodes;

namespace HipFaqBot.BotBuilder;

/// <summary>
/// Storage in this process: for development, tests and state that may be forgotten. It keeps copies, so a change to an
/// object after writing or reading changes nothing here. What it reads back is the type that was written in this
/// process, or a <see cref="JsonObject"/>; type names in stored data mean nothing.
/// </summary>
public class MemoryStorage : IStorage
{
    private const string ETagKey = "eTag";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, JsonObject> _memory;
    private readonly Dictionary<string, Type> _types = [];
    private int _eTag;

    /// <summary>Storage over <paramref name="dictionary"/>, or empty.</summary>
    public MemoryStorage(Dictionary<string, JsonObject>? dictionary = null) => _memory = dictionary ?? [];

    /// <inheritdoc/>
    public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var found = new Dictionary<string, object>(keys.Length);
        lock (_gate)
        {
            foreach (var key in keys)
            {
                if (_memory.GetValueOrDefault(key) is { } stored) found[key] = Copy(key, stored);
            }
        }

        return Task.FromResult<IDictionary<string, object>>(found);
    }

    /// <inheritdoc/>
    public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        lock (_gate)
        {
            // All are checked before the first is written: either every change is made or none.
            foreach (var (key, value) in changes) CheckETag(key, value);
            foreach (var (key, value) in changes) Write(key, value);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        lock (_gate)
        {
            foreach (var key in keys) _memory.Remove(key);
        }

        return Task.CompletedTask;
    }

    private object Copy(string key, JsonObject stored)
    {
        if (!_types.TryGetValue(key, out var type)) return stored.DeepClone();
        var copy = StateJson.Read(stored, type)!;
        if (copy is IStoreItem item) item.ETag = (string?)stored[ETagKey];
        return copy;
    }

    private void CheckETag(string key, object? value)
    {
        if (value is IStoreItem { ETag: not "*" } item &&
            _memory.GetValueOrDefault(key)?[ETagKey] is { } current && (string?)current != item.ETag)
        {
            throw new ArgumentException($"Etag conflict. Original: {item.ETag}. Current: {(string?)current}.");
        }
    }

    private void Write(string key, object? value)
    {
        _types.Remove(key);
        if (value is null)
        {
            _memory.Remove(key);
            return;
        }

        var stored = StateJson.WriteObject(value);
        if (value is IStoreItem)
        {
            stored.Remove(nameof(IStoreItem.ETag));
            stored[ETagKey] = _eTag++.ToString(CultureInfo.InvariantCulture);
        }

        // A bot's state is a bag of values, each of which its property reads as its own type.
        if (value is not (IDictionary<string, object> or JsonObject)) _types[key] = value.GetType();
        _memory[key] = stored;
    }
}
