using System.Text.Json.Nodes;

namespace HipFaqBot.BotBuilder;

/// <summary>
/// State that is read from storage when the turn first asks for it, changed in the turn, and written when saved, if it
/// has changed. Derived classes say whose state it is by its storage key.
/// </summary>
public abstract partial class BotState : IPropertyManager
{
    private readonly IStorage _storage;
    private readonly string _contextServiceKey;

    /// <param name="storage">Where the state lies between turns.</param>
    /// <param name="contextServiceKey">Under which name the turn keeps it.</param>
    public BotState(IStorage storage, string contextServiceKey)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(contextServiceKey);
        _storage = storage;
        _contextServiceKey = contextServiceKey;
    }

    /// <inheritdoc/>
    public IStatePropertyAccessor<T> CreateProperty<T>(string name)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new ArgumentNullException(nameof(name));
        return new Property<T>(this, name);
    }

    /// <summary>Reads the state unless the turn already has it.</summary>
    public virtual async Task LoadAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);
        var key = GetStorageKey(turnContext);
        if (!force && GetCachedState(turnContext)?.State is not null) return;

        var stored = await _storage.ReadAsync([key], cancellationToken);
        turnContext.TurnState[_contextServiceKey] = stored.TryGetValue(key, out var value) && value is not null
            ? value switch
            {
                IDictionary<string, object> state => new CachedBotState(state),
                JsonObject json => new CachedBotState(json.ToDictionary(pair => pair.Key, pair => (object)pair.Value?.DeepClone()!)),
                _ => throw new InvalidOperationException("What storage holds under this key is not a bot's state."),
            }
            : new CachedBotState();
    }

    /// <summary>Writes the state if it has changed, or in any case if forced.</summary>
    public virtual async Task SaveChangesAsync(
        ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);
        if (GetCachedState(turnContext) is not { } cached || !(force || cached.IsChanged())) return;

        var changes = new Dictionary<string, object> { [GetStorageKey(turnContext)] = cached.State };
        await _storage.WriteAsync(changes, cancellationToken);
        cached.NoteSaved();
    }

    /// <summary>Empties the state in the turn; the next save writes the emptiness.</summary>
    public virtual Task ClearStateAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);
        var cleared = new CachedBotState();
        cleared.NoteUnsaved();
        turnContext.TurnState[_contextServiceKey] = cleared;
        return Task.CompletedTask;
    }

    /// <summary>Deletes the state from the turn and from storage.</summary>
    public virtual Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);
        turnContext.TurnState.Remove(_contextServiceKey);
        return _storage.DeleteAsync([GetStorageKey(turnContext)], cancellationToken);
    }

    /// <summary>The state of the turn as JSON, for the developer to look at.</summary>
    public JsonNode? Get(ITurnContext turnContext)
    {
        BotAssert.ContextNotNull(turnContext);
        return GetCachedState(turnContext) is { } cached ? StateJson.ToNode(cached.State) : null;
    }

    /// <summary>What the turn has of the state; null before it is loaded.</summary>
    public CachedBotState? GetCachedState(ITurnContext turnContext)
    {
        BotAssert.ContextNotNull(turnContext);
        return turnContext.TurnState.Get<CachedBotState>(_contextServiceKey);
    }

    /// <summary>Whose state it is; throws <see cref="InvalidOperationException"/> where the activity does not say.</summary>
    protected abstract string GetStorageKey(ITurnContext turnContext);

    /// <summary>Reads a property of the loaded state; a value type that is absent throws <see cref="KeyNotFoundException"/>.</summary>
    protected Task<T?> GetPropertyValueAsync<T>(
        ITurnContext turnContext, string propertyName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(propertyName);
        if (Loaded(turnContext).TryRead<T>(propertyName, out var value)) return Task.FromResult(value);
        if (typeof(T).IsValueType) throw new KeyNotFoundException(propertyName);
        return Task.FromResult<T?>(default);
    }

    /// <summary>Takes a property from the loaded state.</summary>
    protected Task DeletePropertyValueAsync(
        ITurnContext turnContext, string propertyName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(propertyName);
        Loaded(turnContext).State.Remove(propertyName);
        return Task.CompletedTask;
    }

    /// <summary>Sets a property of the loaded state.</summary>
    protected Task SetPropertyValueAsync(
        ITurnContext turnContext, string propertyName, object? value, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(propertyName);
        Loaded(turnContext).State[propertyName] = value!;
        return Task.CompletedTask;
    }

    private CachedBotState Loaded(ITurnContext turnContext) =>
        GetCachedState(turnContext) ?? throw new InvalidOperationException("The state is not loaded in this turn.");
}
