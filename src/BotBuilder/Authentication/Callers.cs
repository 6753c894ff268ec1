using System.Security.Claims;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>Says who calls a bot that has an app id.</summary>
internal sealed class Callers
{
    private readonly ChannelTokens _channels;
    private readonly AppTokens _apps;

    public Callers(
        ChannelSettings settings, ServiceClientCredentialsFactory credentials, AuthenticationConfiguration? demands, HttpClient http, TimeProvider time)
    {
        var documents = new MetadataDocuments(http);
        var cloud = settings.Cloud;
        _channels = new ChannelTokens(cloud, credentials, demands, new SigningKeys(cloud.ChannelMetadata, documents, time), time);
        _apps = new AppTokens(settings, credentials, demands, new SigningKeys(cloud.AppMetadata, documents, time), time);
    }

    /// <summary>The caller's identity; throws <see cref="CallerRefusedException"/> for one who may not call.</summary>
    public Task<ClaimsIdentity> IdentifyAsync(
        string? authHeader, string? channelId, string? serviceUrl, ILogger logger, CancellationToken cancellationToken)
    {
        // Whose token it says it is only decides by which rules it is judged.
        var token = BearerToken.Parse(authHeader);
        if (_channels.Issues(token)) return _channels.ValidateAsync(token, channelId, serviceUrl, logger, cancellationToken);
        if (_apps.Issues(token)) return _apps.ValidateAsync(token, channelId, logger, cancellationToken);
        throw CallerRefusedException.Unauthorized("the token's issuer is not accepted");
    }
}
