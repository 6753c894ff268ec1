using System.Globalization;
using System.Security.Claims;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>
/// Tokens of apps, which Entra issues: the bot's own, as the Emulator and the Agents Playground bring it, and those of other
/// bots that may call. They name no service URL and no channel.
/// </summary>
internal sealed class AppTokens(
    ChannelSettings settings, ServiceClientCredentialsFactory credentials, AuthenticationConfiguration? demands, SigningKeys keys,
    TimeProvider time)
{
    /// <summary>The channel of a hosting environment that this bot does not serve.</summary>
    private const string AseChannel = "AseChannel";

    // Which tenant the issuer must be of is settled here, never by the token's own word.
    private readonly Dictionary<string, string> _tenantByIssuer = settings.Cloud.AppTenants
        .Concat(settings.Tenant is { } own ? [own] : [])
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .SelectMany(tenant => settings.Cloud.AppIssuers, (tenant, format) => (Issuer: string.Format(CultureInfo.InvariantCulture, format, tenant), tenant))
        .Concat((demands?.ValidTokenIssuers ?? []).Select(issuer => (Issuer: issuer, tenant: "")))
        .GroupBy(pair => pair.Issuer, StringComparer.Ordinal)
        .ToDictionary(pairs => pairs.Key, pairs => pairs.First().tenant, StringComparer.Ordinal);

    /// <summary>True if such a token can be good for anything here.</summary>
    public bool Issues(BearerToken token) =>
        (settings.AllowEmulatorTokens || settings.AllowedCallers.Count > 0) && _tenantByIssuer.ContainsKey(token.Issuer);

    /// <summary>The app's identity; throws if it may not call.</summary>
    public async Task<ClaimsIdentity> ValidateAsync(BearerToken token, string? channelId, ILogger logger, CancellationToken cancellationToken)
    {
        if (channelId == AseChannel) throw CallerRefusedException.Unauthorized("the channel is not served");
        var key = await keys.FindAsync(token.KeyName, logger, cancellationToken)
            ?? throw CallerRefusedException.Unauthorized("the token's key is unknown");
        await token.ValidateAsync(key, [token.Issuer], time);

        var tenant = _tenantByIssuer[token.Issuer];
        if (tenant.Length > 0 && !tenant.Equals(token.Claim(AuthenticationConstants.TenantIdClaim), StringComparison.OrdinalIgnoreCase))
            throw CallerRefusedException.Unauthorized("the token's tenant is not its issuer's");

        var audience = token.Audience();
        if (!await credentials.IsValidAppIdAsync(audience, cancellationToken))
            throw CallerRefusedException.Unauthorized("the token is for another bot");

        var caller = token.Claim(AuthenticationConstants.VersionClaim) switch
        {
            null or "" or "1.0" => token.Claim(AuthenticationConstants.AppIdClaim),
            "2.0" => token.Claim(AuthenticationConstants.AuthorizedParty),
            _ => throw CallerRefusedException.Unauthorized("the token's version is unknown"),
        };
        if (string.IsNullOrEmpty(caller)) throw CallerRefusedException.Unauthorized("the token names no calling app");
        await AllowAsync(caller, audience);
        return new ClaimsIdentity(
            [new Claim(AuthenticationConstants.AudienceClaim, audience), new Claim(AuthenticationConstants.AppIdClaim, caller)], "Bearer");
    }

    private async Task AllowAsync(string caller, string audience)
    {
        if (caller.Equals(audience, StringComparison.OrdinalIgnoreCase))
        {
            if (settings.AllowEmulatorTokens) return;
            throw CallerRefusedException.Unauthorized($"the bot's own token does not let in unless {ChannelSettings.AllowEmulatorTokensKey} is on");
        }

        if (!settings.AllowedCallers.Contains(caller) && !settings.AllowedCallers.Contains("*"))
            throw CallerRefusedException.Forbidden($"the calling app is not listed in {ChannelSettings.AllowedCallersKey}");
        if (demands?.ClaimsValidator is { } validator)
        {
            await validator.ValidateClaimsAsync(
            [
                new Claim(AuthenticationConstants.VersionClaim, "1.0"),
                new Claim(AuthenticationConstants.AudienceClaim, audience),
                new Claim(AuthenticationConstants.AppIdClaim, caller),
            ]);
        }
    }
}
