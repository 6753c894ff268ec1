namespace HipFaqBot.BotBuilder;

/// <summary>What a property of a bot's state is called.</summary>
public interface IStatePropertyInfo
{
    /// <summary>The name under which it is stored.</summary>
    string Name { get; }
}

/// <summary>One property of a bot's state. Changes stay in the turn until the state is saved.</summary>
public interface IStatePropertyAccessor<T> : IStatePropertyInfo
{
    /// <summary>Reads it; where there is none, the factory's value becomes it.</summary>
    Task<T?> GetAsync(ITurnContext turnContext, Func<T>? defaultValueFactory = null, CancellationToken cancellationToken = default);

    /// <summary>Takes it away.</summary>
    Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default);

    /// <summary>Sets it.</summary>
    Task SetAsync(ITurnContext turnContext, T value, CancellationToken cancellationToken = default);
}

/// <summary>Makes properties.</summary>
public interface IPropertyManager
{
    /// <summary>A property of that name.</summary>
    IStatePropertyAccessor<T> CreateProperty<T>(string name);
}
