namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>The token service for people's sign-in. This bot signs nobody in, so it has nothing to offer.</summary>
public abstract class UserTokenClient : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends its use.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>What a turn's state holds where people cannot sign in.</summary>
internal sealed class NoUserTokens : UserTokenClient;
