using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HipFaqBot.BotBuilder.Connector.Authentication;
using HipFaqBot.BotBuilder.Tests.Conformance;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace HipFaqBot.BotBuilder.Tests.Authentication;

/// <summary>By what the bot proves to a connector who it is.</summary>
public sealed class ConnectorTokenTests : IAsyncLifetime
{
    private const string Login = "https://login.microsoftonline.com/";

    private Issuer _issuer = null!;
    private FakeConnector _connector = null!;

    public async Task InitializeAsync()
    {
        _issuer = await Issuer.StartAsync();
        _connector = await FakeConnector.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _connector.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task One_token_serves_many_replies()
    {
        await using var host = await EchoHost.StartTrustingAsync(new EchoBot(), [.. _issuer.Settings]);

        for (var message = 0; message < 5; message++) Assert.Equal(HttpStatusCode.OK, await PostAsync(host));

        Assert.Equal(1, _issuer.TokenRequests);
        Assert.Equal(5, _connector.Requests.Count);
        Assert.All(_connector.Requests, posted => Assert.Equal("Bearer bot-token-1", Authorization(posted)));
        Assert.Equal("client_credentials", _issuer.TokenForm!["grant_type"]);
        Assert.Equal("https://api.botframework.com/.default", _issuer.TokenForm["scope"].ToString().Split(' ')[0]);
    }

    [Fact]
    public async Task A_token_that_the_connector_no_longer_takes_is_replaced_once()
    {
        _connector.Respond = (context, _) =>
        {
            context.Response.StatusCode = context.Request.Headers.Authorization == "Bearer bot-token-1" ? 401 : 200;
            return Task.CompletedTask;
        };
        await using var host = await EchoHost.StartTrustingAsync(new EchoBot(), [.. _issuer.Settings]);

        Assert.Equal(HttpStatusCode.OK, await PostAsync(host));

        Assert.Equal(["Bearer bot-token-1", "Bearer bot-token-2"], _connector.Requests.Select(Authorization));
    }

    [Fact]
    public async Task A_connector_that_takes_no_token_at_all_is_not_pestered()
    {
        _connector.Respond = (context, _) =>
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        };
        await using var host = await EchoHost.StartTrustingAsync(new Says(), [.. _issuer.Settings]);

        Assert.Equal(HttpStatusCode.OK, await PostAsync(host));

        Assert.Equal(2, _connector.Requests.Count(posted => posted.Body!.Contains("hello", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent_and_the_log_says_why_without_the_secret()
    {
        await using var host = await EchoHost.StartTrustingAsync(new Says(), [.. _issuer.Settings, ("MicrosoftAppPassword", "wrong")]);

        Assert.Equal(HttpStatusCode.OK, await PostAsync(host));

        Assert.Empty(_connector.Requests);
        Assert.Contains(host.Log, line => line.Contains("Not delivered", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log, line => line.Contains("wrong", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bot_without_app_id_shows_no_token_to_anyone()
    {
        await using var host = await EchoHost.StartAsync(new EchoBot());

        using var response = await host.PostAsync(Message());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null(Authorization(Assert.Single(_connector.Requests)));
    }

    [Theory]
    [InlineData("SingleTenant", "", Login + Issuer.Tenant + "/oauth2/v2.0/token")]
    [InlineData("MultiTenant", "", Login + "botframework.com/oauth2/v2.0/token")]
    [InlineData("SingleTenant", "https://botframework.azure.us", "https://login.microsoftonline.us/" + Issuer.Tenant + "/oauth2/v2.0/token")]
    [InlineData("MultiTenant", "https://botframework.azure.us", "https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us/oauth2/v2.0/token")]
    public async Task The_secret_goes_to_the_sign_in_of_the_bots_own_cloud_and_tenant(string type, string cloud, string address)
    {
        var entra = new Entra();

        await TokenAsync(entra, ("MicrosoftAppType", type), ("MicrosoftAppTenantId", Issuer.Tenant), ("MicrosoftAppPassword", "hush"), ("ChannelService", cloud));

        var (asked, form) = entra.Asked.Last();
        Assert.Equal(address, asked, ignoreCase: true);
        Assert.Contains("client_secret=hush", form, StringComparison.Ordinal);
        Assert.All(entra.Asked.Where(each => each.Form.Contains("hush", StringComparison.Ordinal)), each => Assert.Equal(address, each.Address, ignoreCase: true));
    }

    [Fact]
    public async Task A_managed_identity_is_asked_for_the_connectors_resource()
    {
        var entra = new Entra();

        await TokenAsync(entra, ("MicrosoftAppType", "UserAssignedMSI"), ("MicrosoftAppTenantId", Issuer.Tenant));

        var asked = Uri.UnescapeDataString(entra.Asked.Last().Address);
        Assert.Contains("resource=https://api.botframework.com", asked, StringComparison.Ordinal);
        Assert.DoesNotContain(".default", asked, StringComparison.Ordinal);
        Assert.Contains("client_id=" + Issuer.AppId, asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_signs_in_place_of_a_secret()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=bot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var file = Path.Combine(Directory.CreateTempSubdirectory("hipfaq-test-").FullName, "bot.pem");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        var entra = new Entra();

        await TokenAsync(entra, ("MicrosoftAppType", "SingleTenant"), ("MicrosoftAppTenantId", Issuer.Tenant), ("MicrosoftAppCertificate", file));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

        Assert.Contains("client_assertion=ey", entra.Asked.Last().Form, StringComparison.Ordinal);
        Assert.DoesNotContain("client_secret", entra.Asked.Last().Form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_federated_token_is_read_from_its_file_each_time()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("hipfaq-test-").FullName, "token");
        var entra = new Entra();
        var tokens = Tokens(entra, ("MicrosoftAppType", "SingleTenant"), ("MicrosoftAppTenantId", Issuer.Tenant), ("MicrosoftAppFederatedTokenFile", file));

        await File.WriteAllTextAsync(file, "first");
        await tokens.GetAsync(null, false, default);
        Assert.Contains("client_assertion=first", entra.Asked.Last().Form, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, "second");
        await tokens.GetAsync(null, true, default);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

        Assert.Contains("client_assertion=second", entra.Asked.Last().Form, StringComparison.Ordinal);
    }

    private static async Task TokenAsync(Entra entra, params (string, string)[] settings) =>
        Assert.Equal("from-entra", await Tokens(entra, settings).GetAsync(null, false, default));

    private static ConnectorTokens Tokens(Entra entra, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationManager { ["MicrosoftAppId"] = Issuer.AppId };
        foreach (var (key, value) in settings) configuration[key] = value;
        var (registration, problems) = BotRegistration.Read(configuration);
        Assert.Empty(problems);
        return new ConnectorTokens(registration, ChannelSettings.Read(configuration).Settings.Cloud, validateAuthority: true, new HttpClient(entra));
    }

    private static string? Authorization(RecordedRequest posted) =>
        posted.Headers.FirstOrDefault(header => header[0] == "Authorization")?[1];

    private string Message() => ChannelTokenTests.Message(serviceUrl: $"http://{_connector.Authority}/")
        .Replace("\"expectReplies\"", "\"normal\"", StringComparison.Ordinal);

    private async Task<HttpStatusCode> PostAsync(EchoHost host)
    {
        using var response = await host.PostAsync(Message(), "Bearer " + Issuer.Sign(Issuer.ChannelClaims($"http://{_connector.Authority}/")));
        return response.StatusCode;
    }

    private sealed class Says : IBot
    {
        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) => turnContext.SendActivityAsync("hello", cancellationToken: cancellationToken);
    }

    /// <summary>Microsoft's sign-in and a machine's identity endpoint, without a network.</summary>
    private sealed class Entra : HttpMessageHandler
    {
        public List<(string Address, string Form)> Asked { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var form = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            Asked.Add((request.RequestUri!.ToString(), form));
            var expires = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
            var body = request.RequestUri.AbsolutePath.Contains("discovery/instance", StringComparison.Ordinal)
                ? """{"tenant_discovery_endpoint":"https://login.microsoftonline.com/x/v2.0/.well-known/openid-configuration","api-version":"1.1","metadata":[{"preferred_network":"login.microsoftonline.com","preferred_cache":"login.windows.net","aliases":["login.microsoftonline.com"]},{"preferred_network":"login.microsoftonline.us","preferred_cache":"login.microsoftonline.us","aliases":["login.microsoftonline.us"]}]}"""
                : $$"""{"token_type":"Bearer","expires_in":3599,"expires_on":"{{expires}}","access_token":"from-entra","resource":"https://api.botframework.com"}""";
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"), RequestMessage = request };
        }
    }
}
