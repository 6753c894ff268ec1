namespace HipFaqBot.BotBuilder;

/// <summary>Keeps objects by key.</summary>
public interface IStorage
{
    /// <summary>Reads those that exist.</summary>
    Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default);

    /// <summary>Writes all; an <see cref="IStoreItem"/> whose eTag is out of date throws.</summary>
    Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default);

    /// <summary>Deletes those that exist.</summary>
    Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default);
}

/// <summary>A stored object that is only overwritten by whoever has read its latest version.</summary>
public interface IStoreItem
{
    /// <summary>The version that was read; <c>*</c> overwrites any.</summary>
    string? ETag { get; set; }
}
