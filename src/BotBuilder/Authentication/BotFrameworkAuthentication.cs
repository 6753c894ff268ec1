using System.Security.Claims;
using HipFaqBot.BotBuilder.Schema;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>Says who calls, and makes what a turn needs to answer.</summary>
public abstract class BotFrameworkAuthentication
{
    /// <summary>The audience of the tokens that answers need.</summary>
    public virtual string GetOriginatingAudience() => throw new NotImplementedException();

    /// <summary>Says who calls by the header alone.</summary>
    public virtual Task<ClaimsIdentity> AuthenticateChannelRequestAsync(string authHeader, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Says who calls; throws <see cref="UnauthorizedAccessException"/> for a caller who may not.</summary>
    public abstract Task<AuthenticateRequestResult> AuthenticateRequestAsync(
        Activity activity, string? authHeader, CancellationToken cancellationToken);

    /// <summary>Says who opens a streaming connection.</summary>
    public abstract Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(
        string? authHeader, string? channelIdHeader, CancellationToken cancellationToken);

    /// <summary>Makes connectors that answer with the identity's rights.</summary>
    public abstract ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity);

    /// <summary>Makes the token service for people's sign-in.</summary>
    public abstract Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken);

    /// <summary>Waits a moment for replies that their connectors have not taken yet, and takes no new ones: the process ends.</summary>
    internal virtual ValueTask DrainAsync() => ValueTask.CompletedTask;

    /// <summary>The adapter's logger: by the SDK's constructors the container has none to give.</summary>
    internal virtual void UseLogger(ILogger logger)
    {
    }
}
