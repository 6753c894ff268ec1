using Microsoft.Extensions.Configuration;

namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>Which callers the configuration lets in, and where replies may go.</summary>
internal sealed record ChannelSettings
{
    public const string AllowedTenantsKey = "Bot:AllowedTenants";
    public const string AllowedCallersKey = "Bot:AllowedCallers";
    public const string AllowEmulatorTokensKey = "Bot:AllowEmulatorTokens";
    public const string ServiceHostsKey = "Bot:AdditionalServiceHosts";

    public required Cloud Cloud { get; init; }

    /// <summary>Tenants whose Teams users are answered; null for all.</summary>
    public IReadOnlySet<string>? AllowedTenants { get; init; }

    /// <summary>App ids of other bots that may call; a star stands for all.</summary>
    public required IReadOnlySet<string> AllowedCallers { get; init; }

    /// <summary>True if the bot's own app token lets in, as the Emulator and the Agents Playground bring it.</summary>
    public bool AllowEmulatorTokens { get; init; }

    /// <summary>True if channels on this machine may be answered over http.</summary>
    public bool IsDevelopment { get; init; }

    /// <summary>The bot's own tenant, where it has one.</summary>
    public string? Tenant { get; init; }

    /// <summary>Hosts that the operator trusts beside Microsoft's.</summary>
    public required IReadOnlyList<string> ServiceHosts { get; init; }

    /// <summary>Reads the settings, with all that is wrong with them.</summary>
    public static (ChannelSettings Settings, IReadOnlyList<string> Problems) Read(IConfiguration configuration)
    {
        var reader = new SettingReader(configuration);
        var registration = BotRegistration.Read(configuration).Registration;
        var tenants = reader.Guids(AllowedTenantsKey, "tenant id");
        if (tenants.Count == 0 && registration is { Type: not RegistrationType.MultiTenant, TenantId: { } own }) tenants = [own];

        // The host has the environment's name in the configuration, under this key.
        var development = string.Equals(configuration["environment"], "Development", StringComparison.OrdinalIgnoreCase);
        var settings = new ChannelSettings
        {
            Cloud = ReadCloud(reader),
            AllowedTenants = tenants.Count == 0 || tenants.Contains("*") ? null : Set(tenants),
            AllowedCallers = Set(reader.Guids(AllowedCallersKey, "app id")),
            AllowEmulatorTokens = reader.Flag(AllowEmulatorTokensKey, development),
            IsDevelopment = development,
            Tenant = registration.TenantId,
            ServiceHosts = reader.List(ServiceHostsKey),
        };
        foreach (var host in settings.ServiceHosts.Where(host => !IsHost(host)))
            reader.Wrong($"{ServiceHostsKey} has '{host}': list host names, each with a port if need be, without scheme, path or star.");
        return (settings, reader.Problems);

        static HashSet<string> Set(IEnumerable<string> values) => new(values, StringComparer.OrdinalIgnoreCase);
    }

    private static Cloud ReadCloud(SettingReader reader)
    {
        var service = reader.Text("ChannelService");
        var overridden = new
        {
            Metadata = reader.Address("ToBotFromChannelOpenIdMetadataUrl"),
            Issuer = reader.Text("ToBotFromChannelTokenIssuer"),
            AppMetadata = reader.Address("ToBotFromEmulatorOpenIdMetadataUrl"),
            Scope = reader.Text("ToChannelFromBotOAuthScope"),
            Authority = reader.Address("ToChannelFromBotLoginUrl"),
            CallerId = reader.Text("CallerId"),
        };
        var government = string.Equals(service, Cloud.GovernmentService, StringComparison.OrdinalIgnoreCase);
        if (service is not null && !government && overridden is { Metadata: null, Issuer: null, AppMetadata: null, Scope: null, Authority: null })
        {
            reader.Wrong(
                $"ChannelService is '{service}': remove it for the public cloud, or set it to {Cloud.GovernmentService} for the US government's.");
        }

        var cloud = government ? Cloud.Government : Cloud.Public;
        return cloud with
        {
            ChannelMetadata = overridden.Metadata ?? cloud.ChannelMetadata,
            ChannelIssuer = overridden.Issuer ?? cloud.ChannelIssuer,
            AppMetadata = overridden.AppMetadata ?? cloud.AppMetadata,
            Scope = overridden.Scope ?? cloud.Scope,
            Authority = overridden.Authority,
            CallerId = overridden.CallerId ?? cloud.CallerId,
        };
    }

    private static bool IsHost(string host) =>
        Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var url) && url.UserInfo.Length == 0
        && Uri.CheckHostName(url.Host.Trim('[', ']')) != UriHostNameType.Unknown
        && (string.Equals(url.Authority, host, StringComparison.OrdinalIgnoreCase)
            || string.Equals($"{url.Host}:{url.Port}", host, StringComparison.OrdinalIgnoreCase));
}
