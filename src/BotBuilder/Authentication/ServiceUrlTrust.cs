using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>By what a service URL is known.</summary>
internal enum NamedBy
{
    /// <summary>Nobody's token: the caller chose it freely.</summary>
    Caller,

    /// <summary>A channel's token, or the bot itself from a reference that an authenticated turn left.</summary>
    Channel,
}

/// <summary>
/// Where replies may go. Who chooses the service URL chooses to which address this machine connects and shows its token, so
/// a URL must both be named by someone known and be on a list.
/// </summary>
internal sealed class ServiceUrlTrust(ChannelSettings settings, bool withTokens)
{
    // trafficmanager.net is everybody's: one name there is Microsoft's, and nothing under it.
    private const string TeamsHost = "smba.trafficmanager.net";

    private static readonly string[] MicrosoftHosts =
        ["botframework.com", "teams.microsoft.com", "botframework.azure.us", "teams.microsoft.us"];

    /// <summary>Why nothing may be sent there, or null.</summary>
    public string? Problem(Uri url, NamedBy namedBy)
    {
        if (url.UserInfo.Length > 0) return "the service URL has user information";
        if (settings.ServiceHosts.Any(host => Matches(url, host)))
            return IsSafe(url) ? null : "the service URL is not https, and a token must not go over it";
        if (url.IsLoopback)
            return !withTokens || settings.IsDevelopment ? null : "the service URL is this machine, in an environment that is not Development";
        if (!withTokens)
            return $"the service URL's host {url.Host} is neither this machine nor listed in {ChannelSettings.ServiceHostsKey}";
        if (namedBy == NamedBy.Caller)
            return $"the service URL's host {url.Host} is named by no channel's token, nor listed in {ChannelSettings.ServiceHostsKey}";
        return IsMicrosofts(url)
            ? null
            : $"the service URL's host {url.Host} is none of Microsoft's, nor listed in {ChannelSettings.ServiceHostsKey}";
    }

    public static bool TryParse(string? serviceUrl, [NotNullWhen(true)] out Uri? parsed) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out parsed) && parsed.Scheme is "http" or "https";

    // Without tokens nothing is given away by http; with them only on a developer's machine.
    private bool IsSafe(Uri url) => !withTokens || url.Scheme == Uri.UriSchemeHttps || (url.IsLoopback && settings.IsDevelopment);

    private static bool IsMicrosofts(Uri url) =>
        url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && !IPAddress.TryParse(url.Host.Trim('[', ']'), out _)
        && (string.Equals(url.Host, TeamsHost, StringComparison.OrdinalIgnoreCase)
            || MicrosoftHosts.Any(host => IsOrIsUnder(url.Host, host)));

    private static bool Matches(Uri url, string host) =>
        string.Equals(url.Authority, host, StringComparison.OrdinalIgnoreCase) || IsOrIsUnder(url.Host, host);

    private static bool IsOrIsUnder(string name, string host) =>
        name.EndsWith(host, StringComparison.OrdinalIgnoreCase)
        && (name.Length == host.Length || (name.Length > host.Length && name[name.Length - host.Length - 1] == '.'));
}
