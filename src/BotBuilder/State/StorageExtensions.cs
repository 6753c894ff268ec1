namespace HipFaqBot.BotBuilder;

/// <summary>Reading storage by type.</summary>
public static class StorageExtensions
{
    /// <summary>Reads those that exist and are of the type.</summary>
    public static async Task<IDictionary<string, TStoreItem>> ReadAsync<TStoreItem>(
        this IStorage storage, string[] keys, CancellationToken cancellationToken = default)
        where TStoreItem : class
    {
        ArgumentNullException.ThrowIfNull(storage);
        var stored = await storage.ReadAsync(keys, cancellationToken);
        return stored.Where(pair => pair.Value is TStoreItem).ToDictionary(pair => pair.Key, pair => (TStoreItem)pair.Value);
    }
}
