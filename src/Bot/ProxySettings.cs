using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace HipFaqBot.Bot;

/// <summary>
/// Proxies before the service whose word on the caller's address and scheme is taken, setting <c>ForwardedHeaders:KnownProxies</c>.
/// Nobody else's is: else anyone could give himself a new address for each request, and no limit would hold him.
/// </summary>
internal sealed class ProxySettings
{
    public const string Key = "ForwardedHeaders:KnownProxies";

    private static readonly char[] Separators = [',', ';', ' '];

    /// <summary>Addresses and networks, as they were written. Default none.</summary>
    public IReadOnlyList<string> KnownProxies { get; set; } = [];

    /// <summary>Values one by one, or in one string with commas.</summary>
    public static void Read(ProxySettings settings, IConfiguration configuration)
    {
        var section = configuration.GetSection(Key);
        settings.KnownProxies =
        [
            .. section.GetChildren().Select(child => child.Value).Prepend(section.Value).SelectMany(
                value => (value ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        ];
    }

    /// <summary>Every value that cannot work, with its cure.</summary>
    public IEnumerable<string> Problems() => KnownProxies
        .Where(proxy => !IsAddress(proxy) && !(IPNetwork.TryParse(proxy, out var network) && network.PrefixLength > 0))
        .Select(proxy => $"{Key} has \"{proxy}\": write the IP address of a proxy, such as 10.0.0.2, or a network that only proxies are in, such as 10.1.0.0/24.");

    // "10" would be an address, too, but not the one that was meant.
    private static bool IsAddress(string proxy) => IPAddress.TryParse(proxy, out _) && (proxy.Contains(':') || proxy.Count(one => one == '.') == 3);

    /// <summary>What ASP.NET's middleware is to believe, and whom.</summary>
    public ForwardedHeadersOptions ToForwardedHeaders()
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // As far back as there are known proxies.
            ForwardLimit = null,
        };
        // Loopback is among its defaults: a program on this machine is a proxy only if somebody says so.
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in KnownProxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
                options.KnownProxies.Add(address);
            else
                options.KnownIPNetworks.Add(IPNetwork.Parse(proxy));
        }

        return options;
    }
}

/// <summary>Ends a start whose proxies are none.</summary>
internal sealed class ProxySettingsValidator : IValidateOptions<ProxySettings>
{
    public ValidateOptionsResult Validate(string? name, ProxySettings options) =>
        options.Problems().ToList() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
}

/// <summary>The setting's way into the program.</summary>
internal static class ProxyRegistration
{
    public static WebApplicationBuilder AddKnownProxies(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ProxySettings>().Configure<IConfiguration>(ProxySettings.Read).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ProxySettings>, ProxySettingsValidator>();
        return builder;
    }

    /// <summary>First of all: whatever comes after sees the caller's own address and scheme.</summary>
    public static void UseKnownProxies(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<IOptions<ProxySettings>>().Value;
        if (settings.KnownProxies.Count > 0)
            app.UseForwardedHeaders(settings.ToForwardedHeaders());
    }
}
