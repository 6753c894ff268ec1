namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>Knows the bot's own registration.</summary>
public abstract class ServiceClientCredentialsFactory
{
    /// <summary>By what the bot gets tokens for its answers; null if it has none.</summary>
    internal virtual BotRegistration? Registration => null;

    /// <summary>True if the app id is this bot's.</summary>
    public abstract Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken);

    /// <summary>True if the bot has no app id, so that nothing is asked of callers.</summary>
    public abstract Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken);
}
