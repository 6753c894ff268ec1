using HipFaqBot.BotBuilder.Connector.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.BotBuilder.Integration.AspNet.Core;

/// <summary>
/// The bot's registration as the configuration has it: <c>MicrosoftAppType</c>, <c>…Id</c>, <c>…TenantId</c>, and what proves
/// it: <c>…Password</c>, <c>…Certificate</c>, <c>…FederatedClientId</c> or <c>…FederatedTokenFile</c>.
/// </summary>
public class ConfigurationServiceClientCredentialFactory : ServiceClientCredentialsFactory
{
    private readonly BotRegistration _registration;

    /// <param name="configuration">Read once; what is wrong with it throws one <see cref="ArgumentException"/> that says it all.</param>
    /// <param name="httpClient">Not used: tokens are asked for by a client that follows no redirect.</param>
    /// <param name="logger">Not used: what fails is logged by who asked.</param>
    public ConfigurationServiceClientCredentialFactory(
        IConfiguration configuration, HttpClient? httpClient = null, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var (registration, problems) = BotRegistration.Read(configuration);
        if (problems.Count > 0) throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(configuration));
        _registration = registration;
    }

    /// <inheritdoc/>
    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) =>
        Task.FromResult(_registration.AppId is { } own && own.Equals(appId, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_registration.AppId is null);

    internal override BotRegistration Registration => _registration;
}
