using HipFaqBot.BotBuilder.Connector.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.BotBuilder.Integration.AspNet.Core;

/// <summary>
/// The bot's registration as the configuration has it: <c>MicrosoftAppType</c>, <c>…Id</c>, <c>…Password</c>, <c>…TenantId</c>.
/// </summary>
public class ConfigurationServiceClientCredentialFactory : ServiceClientCredentialsFactory
{
    private readonly string? _appId;

    /// <param name="configuration">Read once; a contradiction throws <see cref="ArgumentException"/>.</param>
    /// <param name="httpClient">For tokens, which are not asked for yet.</param>
    /// <param name="logger">For tokens, which are not asked for yet.</param>
    public ConfigurationServiceClientCredentialFactory(
        IConfiguration configuration, HttpClient? httpClient = null, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _appId = configuration["MicrosoftAppId"];
        var (needsTenant, password) = configuration["MicrosoftAppType"]?.ToUpperInvariant() switch
        {
            "SINGLETENANT" => (true, Presence.Required),
            "USERASSIGNEDMSI" => (true, Presence.Forbidden),
            _ => (false, Presence.Optional),
        };

        if (needsTenant) Require("MicrosoftAppId");
        if (needsTenant) Require("MicrosoftAppTenantId");
        if (password == Presence.Required) Require("MicrosoftAppPassword");
        if (password == Presence.Forbidden && Has("MicrosoftAppPassword"))
            throw new ArgumentException("MicrosoftAppPassword must not be set with MicrosoftAppType UserAssignedMsi: remove it.");

        bool Has(string key) => !string.IsNullOrWhiteSpace(configuration[key]);

        void Require(string key)
        {
            if (Has(key)) return;
            throw new ArgumentException($"{key} is required with MicrosoftAppType {configuration["MicrosoftAppType"]}: set it.");
        }
    }

    private enum Presence
    {
        Optional,
        Required,
        Forbidden,
    }

    /// <inheritdoc/>
    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) =>
        Task.FromResult(!string.IsNullOrEmpty(_appId) && string.Equals(appId, _appId, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) =>
        Task.FromResult(string.IsNullOrEmpty(_appId));
}
