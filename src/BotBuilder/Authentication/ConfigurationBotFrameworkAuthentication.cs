using System.Security.Claims;
using HipFaqBot.BotBuilder.Connector;
using HipFaqBot.BotBuilder.Connector.Authentication;
using HipFaqBot.BotBuilder.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HipFaqBot.BotBuilder.Integration.AspNet.Core;

/// <summary>
/// Authentication as the configuration has it. Without <c>MicrosoftAppId</c> nothing is asked of callers, and replies go
/// to this machine or to hosts that <c>Bot:AdditionalServiceHosts</c> lists, never with a token. With
/// <c>MicrosoftAppId</c> every caller is refused, because channels' tokens are not validated yet.
/// </summary>
public class ConfigurationBotFrameworkAuthentication : BotFrameworkAuthentication
{
    private readonly ServiceClientCredentialsFactory _credentials;
    private readonly TrustedServiceHosts _hosts;
    private readonly bool _hasAppId;
    private ILogger _logger;

    /// <param name="configuration">Read once.</param>
    /// <param name="credentialsFactory">The bot's registration, where it does not stand in the configuration.</param>
    /// <param name="authConfiguration">What is asked of callers beyond a valid token.</param>
    /// <param name="httpClientFactory">For metadata and tokens. The connector has its own client, which follows no redirect.</param>
    /// <param name="logger">Where refusals and failed deliveries are logged.</param>
    public ConfigurationBotFrameworkAuthentication(
        IConfiguration configuration, ServiceClientCredentialsFactory? credentialsFactory = null,
        AuthenticationConfiguration? authConfiguration = null, IHttpClientFactory? httpClientFactory = null, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _credentials = credentialsFactory ?? new ConfigurationServiceClientCredentialFactory(configuration);
        _hosts = new TrustedServiceHosts(configuration);
        _hasAppId = !string.IsNullOrEmpty(configuration["MicrosoftAppId"]);
        _logger = logger ?? NullLogger.Instance;
    }

    /// <summary>How replies are delivered; tests hurry it.</summary>
    internal DeliveryPolicy Delivery { get; init; } = new();

    /// <inheritdoc/>
    public override string GetOriginatingAudience() => AuthenticationConstants.ToChannelFromBotOAuthScope;

    /// <inheritdoc/>
    public override async Task<ClaimsIdentity> AuthenticateChannelRequestAsync(string authHeader, CancellationToken cancellationToken) =>
        await AuthenticateAsync(authHeader, cancellationToken);

    /// <inheritdoc/>
    public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(
        Activity activity, string? authHeader, CancellationToken cancellationToken)
    {
        var identity = await AuthenticateAsync(authHeader, cancellationToken);
        return new AuthenticateRequestResult { ClaimsIdentity = identity, ConnectorFactory = CreateConnectorFactory(identity) };
    }

    /// <inheritdoc/>
    public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(
        string? authHeader, string? channelIdHeader, CancellationToken cancellationToken) =>
        throw CallerRefusedException.Unauthorized("streaming connections are not offered");

    /// <inheritdoc/>
    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => new Connectors(this);

    /// <inheritdoc/>
    public override Task<UserTokenClient> CreateUserTokenClientAsync(
        ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) =>
        Task.FromResult<UserTokenClient>(new NoUserTokens());

    internal override void UseLogger(ILogger logger)
    {
        if (_logger == NullLogger.Instance) _logger = logger;
        if (_hasAppId) Log.TokensCannotBeValidated(_logger);
    }

    private async Task<ClaimsIdentity> AuthenticateAsync(string? authHeader, CancellationToken cancellationToken)
    {
        if (!await _credentials.IsAuthenticationDisabledAsync(cancellationToken))
            throw CallerRefusedException.Unauthorized("the token cannot be validated");

        // A token that nobody can validate is no reason to let someone in.
        if (!string.IsNullOrEmpty(authHeader))
            throw CallerRefusedException.Unauthorized("a token came, but no app id is configured to validate it against");
        return new ClaimsIdentity([], AuthenticationConstants.AnonymousAuthType);
    }

    private sealed class Connectors(ConfigurationBotFrameworkAuthentication authentication) : ConnectorFactory
    {
        public override Task<IConnectorClient> CreateAsync(string serviceUrl, string? audience, CancellationToken cancellationToken)
        {
            if (!TrustedServiceHosts.TryParse(serviceUrl, out var parsed))
                throw new ArgumentException("The service URL is no absolute http or https URL.", nameof(serviceUrl));
            if (!authentication._hosts.Trusts(parsed))
            {
                throw CallerRefusedException.Forbidden(
                    $"the service URL's host {parsed.Host} is neither this machine nor listed in {TrustedServiceHosts.Key}");
            }


            return Task.FromResult<IConnectorClient>(new ConnectorClient(parsed, authentication.Delivery, authentication._logger));
        }
    }
}
