using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>
/// Where replies may go. An unauthenticated caller chooses the service URL freely, so without this rule it could make
/// the bot post to any address that this machine reaches.
/// </summary>
internal sealed class TrustedServiceHosts
{
    public const string Key = "Bot:AdditionalServiceHosts";

    private static readonly char[] Separators = [',', ';', ' '];
    private readonly string[] _additional;

    /// <summary>This machine, and the hosts that the configuration lists: as one string with commas, or one by one.</summary>
    public TrustedServiceHosts(IConfiguration configuration)
    {
        var section = configuration.GetSection(Key);
        var listed = section.GetChildren().Select(child => child.Value).Prepend(section.Value);
        _additional =
        [
            .. listed.SelectMany(hosts => (hosts ?? "").Split(
                Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        ];
    }

    public bool Trusts(Uri serviceUrl) =>
        serviceUrl.UserInfo.Length == 0 && (serviceUrl.IsLoopback || _additional.Any(host => Matches(serviceUrl, host)));

    public static bool TryParse(string? serviceUrl, [NotNullWhen(true)] out Uri? parsed) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out parsed) && parsed.Scheme is "http" or "https";

    private static bool Matches(Uri serviceUrl, string host) =>
        string.Equals(serviceUrl.Host, host, StringComparison.OrdinalIgnoreCase) ||
        string.Equals(serviceUrl.Authority, host, StringComparison.OrdinalIgnoreCase) ||
        serviceUrl.Host.EndsWith("." + host, StringComparison.OrdinalIgnoreCase);
}
