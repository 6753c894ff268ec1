using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>
/// The bot's own tokens, from Entra by the Microsoft Authentication Library, which keeps them until shortly before they expire.
/// </summary>
internal sealed class ConnectorTokens
{
    private const string FederatedAudience = "api://AzureADTokenExchange";
    private const string DefaultScope = "/.default";

    private readonly BotRegistration _registration;
    private readonly Cloud _cloud;
    private readonly bool _validateAuthority;
    private readonly HttpClient _http;

    // One object for the process: it is the cache. Made when the first answer is sent, not while the service starts.
    private readonly Lazy<Func<string, bool, CancellationToken, Task<AuthenticationResult>>> _acquire;

    public ConnectorTokens(BotRegistration registration, Cloud cloud, bool validateAuthority, HttpClient http)
    {
        _registration = registration;
        _cloud = cloud;
        _validateAuthority = validateAuthority;
        _http = http;
        _acquire = new(() => registration.Type == RegistrationType.UserAssignedMsi ? ByIdentity(registration.AppId!) : BySecret());
    }

    /// <summary>
    /// A token for that audience, or for the connector; a fresh one if the one at hand was not accepted. Throws
    /// <see cref="MsalException"/> where none is to be had.
    /// </summary>
    public async Task<string> GetAsync(string? audience, bool fresh, CancellationToken cancellationToken)
    {
        var result = await _acquire.Value(audience ?? _cloud.Scope, fresh, cancellationToken);
        return result.AccessToken;
    }

    private Func<string, bool, CancellationToken, Task<AuthenticationResult>> ByIdentity(string clientId)
    {
        var identity = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(clientId))
            .WithHttpClientFactory(new OneClient(_http))
            .Build();

        // A managed identity is asked for a resource; scopes are not known there.
        return (audience, fresh, cancellationToken) => identity
            .AcquireTokenForManagedIdentity(audience.EndsWith(DefaultScope, StringComparison.Ordinal) ? audience[..^DefaultScope.Length] : audience)
            .WithForceRefresh(fresh)
            .ExecuteAsync(cancellationToken);
    }

    private Func<string, bool, CancellationToken, Task<AuthenticationResult>> BySecret()
    {
        var authority = _cloud.Authority
            ?? _cloud.Login + (_registration is { Type: RegistrationType.SingleTenant, TenantId: { } tenant } ? tenant : _cloud.MultiTenant);
        var builder = ConfidentialClientApplicationBuilder.Create(_registration.AppId)
            .WithAuthority(authority, _validateAuthority)
            .WithHttpClientFactory(new OneClient(_http))

            // Asks Microsoft whether it knows the host: not for a host that the operator has named.
            .WithInstanceDiscovery(_validateAuthority && _cloud.Authority is null);
        builder = _registration switch
        {
            { Password: { } password } => builder.WithClientSecret(password),
            { Certificate: { } certificate } => builder.WithCertificate(certificate, sendX5C: true),
            { FederatedClientId: { } clientId } => builder.WithClientAssertion(AssertionOf(clientId)),
            { FederatedTokenFile: { } file } => builder.WithClientAssertion(options => File.ReadAllTextAsync(file, options.CancellationToken)),
            _ => builder,
        };
        var application = builder.Build();
        return (audience, fresh, cancellationToken) => application
            .AcquireTokenForClient([audience.EndsWith(DefaultScope, StringComparison.Ordinal) ? audience : audience + DefaultScope])
            .WithForceRefresh(fresh)
            .ExecuteAsync(cancellationToken);
    }

    private Func<AssertionRequestOptions, Task<string>> AssertionOf(string clientId)
    {
        var acquire = ByIdentity(clientId);
        return async options => (await acquire(FederatedAudience, false, options.CancellationToken)).AccessToken;
    }

    private sealed class OneClient(HttpClient http) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => http;
    }
}
