namespace HipFaqBot.BotBuilder;

/// <summary>What lives for one turn, by name or by type. Names compare without case.</summary>
public class TurnContextStateCollection : Dictionary<string, object>, IDisposable
{
    // What the adapter adds, and a few of the bot's own.
    private const int UsualCount = 11;

    private bool _disposed;

    /// <summary>An empty collection.</summary>
    public TurnContextStateCollection()
        : base(UsualCount, StringComparer.OrdinalIgnoreCase)
    {
    }

    /// <summary>The value of that name and type, or null.</summary>
    public T? Get<T>(string key)
        where T : class
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentNullException.ThrowIfNull(key);
        return TryGetValue(key, out var value) ? value as T : null;
    }

    /// <summary>The value of that type, or null.</summary>
    public T? Get<T>()
        where T : class => Get<T>(KeyOf<T>());

    /// <summary>Adds under a name that is not taken.</summary>
    public void Add<T>(string key, T value)
        where T : class
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        base.Add(key, value);
    }

    /// <summary>Adds under the type's name.</summary>
    public void Add<T>(T value)
        where T : class => Add(KeyOf<T>(), value);

    /// <summary>Adds or replaces; null is kept as null.</summary>
    public void Set<T>(string key, T? value)
        where T : class
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentNullException.ThrowIfNull(key);
        this[key] = value!;
    }

    /// <summary>Adds or replaces under the type's name.</summary>
    public void Set<T>(T? value)
        where T : class => Set(KeyOf<T>(), value);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the collection's use; what it holds belongs to others.</summary>
    protected virtual void Dispose(bool disposing) => _disposed = true;

    private static string KeyOf<T>() => NameOf<T>.Key;

    private static class NameOf<T>
    {
        public static readonly string Key = typeof(T).FullName!;
    }
}
