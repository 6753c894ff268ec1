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
/// to this machine or to hosts that <c>Bot:AdditionalServiceHosts</c> lists, never with a token. With it, callers are
/// channels with the Bot Connector's token, and, where switched on, the bot itself or other bots with Entra's.
/// </summary>
public class ConfigurationBotFrameworkAuthentication : BotFrameworkAuthentication
{
    private readonly ServiceClientCredentialsFactory _credentials;
    private readonly AuthenticationConfiguration? _demands;
    private readonly ChannelSettings _settings;
    private readonly ServiceUrlTrust _trust;
    private readonly bool _validateAuthority;
    private readonly Lazy<Callers> _callers;
    private readonly Lazy<ConnectorTokens?> _tokens;
    private readonly Lazy<Outbox> _outbox;
    private ILogger _logger;

    /// <param name="configuration">Read once; what is wrong with it throws one <see cref="ArgumentException"/> that says it all.</param>
    /// <param name="credentialsFactory">The bot's registration, where it does not stand in the configuration.</param>
    /// <param name="authConfiguration">What is asked of callers beyond a valid token.</param>
    /// <param name="httpClientFactory">Not used: metadata, tokens and replies go by clients that follow no redirect.</param>
    /// <param name="logger">Where refusals and failed deliveries are logged.</param>
    public ConfigurationBotFrameworkAuthentication(
        IConfiguration configuration, ServiceClientCredentialsFactory? credentialsFactory = null,
        AuthenticationConfiguration? authConfiguration = null, IHttpClientFactory? httpClientFactory = null, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var (settings, problems) = ChannelSettings.Read(configuration);
        if (problems.Count > 0) throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(configuration));

        _credentials = credentialsFactory ?? new ConfigurationServiceClientCredentialFactory(configuration);
        _demands = authConfiguration;
        _settings = settings;
        _validateAuthority = !bool.TryParse(configuration["ValidateAuthority"], out var validate) || validate;
        _trust = new ServiceUrlTrust(settings, withTokens: credentialsFactory is not null || !string.IsNullOrWhiteSpace(configuration["MicrosoftAppId"]));
        _logger = logger ?? NullLogger.Instance;
        _callers = new(() => new Callers(_settings, _credentials, _demands, Identity, Time));
        _tokens = new(() => _credentials.Registration is { AppId: not null, CanProve: true } registration
            ? new ConnectorTokens(registration, _settings.Cloud, _validateAuthority, Identity)
            : null);
        _outbox = new(() => new Outbox(Delivery, _logger));
    }

    /// <summary>How replies are delivered; tests hurry it.</summary>
    internal DeliveryPolicy Delivery { get; init; } = new();

    /// <summary>By what replies are sent, where a test takes the network's place.</summary>
    internal HttpClient? Network { get; init; }

    /// <summary>By what metadata, keys and tokens are asked for; it follows no redirect.</summary>
    internal HttpClient Identity { get; init; } = IdentityClient.Shared;

    /// <summary>The time by which tokens are valid and keys grow old.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    public override string GetOriginatingAudience() => _settings.Cloud.Scope;

    /// <inheritdoc/>
    public override async Task<ClaimsIdentity> AuthenticateChannelRequestAsync(string authHeader, CancellationToken cancellationToken) =>
        await AuthenticateAsync(authHeader, null, null, cancellationToken);

    /// <inheritdoc/>
    public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(
        Activity activity, string? authHeader, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var identity = await AuthenticateAsync(authHeader, activity.ChannelId, activity.ServiceUrl, cancellationToken);
        AllowedTenants.Check(activity, _settings.AllowedTenants);

        var app = OtherApp(identity);
        return new AuthenticateRequestResult
        {
            ClaimsIdentity = identity,
            Audience = app ?? _settings.Cloud.Scope,
            CallerId = app is not null ? CallerIdConstants.BotToBotPrefix + app
                : identity.HasClaim(claim => claim.Type == AuthenticationConstants.ServiceUrlClaim) ? _settings.Cloud.CallerId
                : null,
            ConnectorFactory = CreateConnectorFactory(identity),
        };
    }

    /// <inheritdoc/>
    public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(
        string? authHeader, string? channelIdHeader, CancellationToken cancellationToken) =>
        throw CallerRefusedException.Unauthorized("streaming connections are not offered");

    /// <inheritdoc/>
    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity)
    {
        ArgumentNullException.ThrowIfNull(claimsIdentity);
        return new Connectors(this, claimsIdentity);
    }

    /// <inheritdoc/>
    public override Task<UserTokenClient> CreateUserTokenClientAsync(
        ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) =>
        Task.FromResult<UserTokenClient>(new NoUserTokens());

    internal override ValueTask DrainAsync() => _outbox.IsValueCreated ? _outbox.Value.DisposeAsync() : ValueTask.CompletedTask;

    internal override void UseLogger(ILogger logger)
    {
        if (_logger == NullLogger.Instance) _logger = logger;
    }

    private async Task<ClaimsIdentity> AuthenticateAsync(
        string? authHeader, string? channelId, string? serviceUrl, CancellationToken cancellationToken)
    {
        if (!await _credentials.IsAuthenticationDisabledAsync(cancellationToken))
            return await _callers.Value.IdentifyAsync(authHeader, channelId, serviceUrl, _logger, cancellationToken);

        // A token that nobody can validate is no reason to let someone in.
        if (!string.IsNullOrEmpty(authHeader))
            throw CallerRefusedException.Unauthorized("a token came, but no app id is configured to validate it against");
        return new ClaimsIdentity([], AuthenticationConstants.AnonymousAuthType);
    }

    /// <summary>The calling app where it is not the bot itself.</summary>
    private static string? OtherApp(ClaimsIdentity identity) =>
        identity.FindFirst(AuthenticationConstants.AppIdClaim)?.Value is { } app
        && !app.Equals(identity.FindFirst(AuthenticationConstants.AudienceClaim)?.Value, StringComparison.OrdinalIgnoreCase)
            ? app
            : null;

    private sealed class Connectors(ConfigurationBotFrameworkAuthentication authentication, ClaimsIdentity identity) : ConnectorFactory
    {
        public override Task<IConnectorClient> CreateAsync(string serviceUrl, string? audience, CancellationToken cancellationToken)
        {
            if (!ServiceUrlTrust.TryParse(serviceUrl, out var parsed))
                throw new ArgumentException("The service URL is no absolute http or https URL.", nameof(serviceUrl));

            var wire = new ConnectorWire
            {
                Trust = url => authentication._trust.Problem(url, NamedBy(url)),
                Token = TokenFor(audience),
                Policy = authentication.Delivery,
                Http = authentication.Network ?? ConnectorWire.Shared,
            };
            return wire.Trust(parsed) is { } problem
                ? throw CallerRefusedException.Forbidden(problem)
                : Task.FromResult<IConnectorClient>(new ConnectorClient(parsed, wire, authentication._outbox.Value, authentication._logger));
        }

        private Func<bool, CancellationToken, Task<string>>? TokenFor(string? audience) =>
            identity.AuthenticationType == AuthenticationConstants.AnonymousAuthType ? null
            : authentication._tokens.Value is { } tokens ? (fresh, cancellationToken) => tokens.GetAsync(audience, fresh, cancellationToken)
            : null;

        // An identity of the bot's own making goes on with a reference that an authenticated turn has left.
        private NamedBy NamedBy(Uri url) => !identity.IsAuthenticated
            || (identity.FindFirst(AuthenticationConstants.ServiceUrlClaim)?.Value is { } claimed
                && Uri.TryCreate(claimed, UriKind.Absolute, out var named)

                // As the claim is compared with the activity: in any case.
                && named.AbsoluteUri.Equals(url.AbsoluteUri, StringComparison.OrdinalIgnoreCase))
            ? Connector.Authentication.NamedBy.Channel
            : Connector.Authentication.NamedBy.Caller;
    }
}
