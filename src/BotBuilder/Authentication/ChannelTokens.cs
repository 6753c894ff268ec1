using System.Security.Claims;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>
/// Tokens of channels, by the Bot Connector's rules: issued by it for this bot, signed by a key that is endorsed for the
/// activity's channel, and naming the activity's service URL.
/// </summary>
internal sealed class ChannelTokens(
    Cloud cloud, ServiceClientCredentialsFactory credentials, AuthenticationConfiguration? demands, SigningKeys keys, TimeProvider time)
{
    public bool Issues(BearerToken token) => token.Issuer == cloud.ChannelIssuer;

    /// <summary>The channel's identity: whom it calls, and its service URL; throws if the token is not good for the activity.</summary>
    public async Task<ClaimsIdentity> ValidateAsync(
        BearerToken token, string? channelId, string? serviceUrl, ILogger logger, CancellationToken cancellationToken)
    {
        var key = await keys.FindAsync(token.KeyName, logger, cancellationToken)
            ?? throw CallerRefusedException.Unauthorized("the token's key is unknown");
        await token.ValidateAsync(key, [cloud.ChannelIssuer], time);

        var audience = token.Audience();
        if (!await credentials.IsValidAppIdAsync(audience, cancellationToken))
            throw CallerRefusedException.Unauthorized("the token is for another bot");

        var channel = channelId is null ? "" : Channels.BaseOf(channelId);
        if (!key.Endorsements.Contains(channel))
            throw CallerRefusedException.Unauthorized("the token's key is not endorsed for the channel");
        foreach (var endorsement in demands?.RequiredEndorsements ?? [])
        {
            if (!key.Endorsements.Contains(endorsement))
                throw CallerRefusedException.Unauthorized("the token's key lacks a required endorsement");
        }

        var claimed = token.Claim(AuthenticationConstants.ServiceUrlClaim);
        if (claimed is null || !claimed.Equals(serviceUrl, StringComparison.OrdinalIgnoreCase))
            throw CallerRefusedException.Unauthorized("the token is for another service URL");

        return new ClaimsIdentity(
            [new Claim(AuthenticationConstants.AudienceClaim, audience), new Claim(AuthenticationConstants.ServiceUrlClaim, claimed)], "Bearer");
    }
}
