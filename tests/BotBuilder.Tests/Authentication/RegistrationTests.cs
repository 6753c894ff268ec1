using System.Net;
using System.Text.Json.Nodes;
using HipFaqBot.BotBuilder.Connector.Authentication;
using HipFaqBot.BotBuilder.Tests.Conformance;
using Microsoft.Extensions.Configuration;

namespace HipFaqBot.BotBuilder.Tests.Authentication;

/// <summary>The kinds of registration, the clouds, and what is wrong with settings.</summary>
public sealed class RegistrationTests : IAsyncLifetime
{
    private const string ServiceUrl = "http://127.0.0.1:9/";
    private const string Stranger = "cccccccc-0000-4000-8000-000000000001";

    private Issuer _issuer = null!;

    public static TheoryData<string, string> Kinds() => new()
    {
        { "MultiTenant", "MicrosoftAppPassword=x" },
        { "", "MicrosoftAppPassword=x" },
        { "SingleTenant", "MicrosoftAppPassword=x;MicrosoftAppTenantId=" + Issuer.Tenant },
        { "singletenant", "MicrosoftAppPassword=x;MicrosoftAppTenantId=" + Issuer.Tenant },
        { "UserAssignedMSI", "MicrosoftAppPassword=;MicrosoftAppTenantId=" + Issuer.Tenant },
    };

    public async Task InitializeAsync() => _issuer = await Issuer.StartAsync();

    public async Task DisposeAsync() => await _issuer.DisposeAsync();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_channel_is_let_in_whatever_the_kind_of_registration(string type, string more)
    {
        await using var host = await StartAsync([("MicrosoftAppType", type), .. Pairs(more)]);

        Assert.Equal(HttpStatusCode.OK, await PostAsync(host, Issuer.ChannelClaims(ServiceUrl)));
    }

    [Fact]
    public async Task The_governments_cloud_has_an_issuer_and_a_caller_id_of_its_own()
    {
        var bot = new Caller();
        await using var host = await StartAsync([("ChannelService", "https://botframework.azure.us")], bot);
        var claims = Issuer.ChannelClaims(ServiceUrl);
        claims["iss"] = "https://api.botframework.us";

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(host, Issuer.ChannelClaims(ServiceUrl)));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(host, claims));
        Assert.Equal("urn:botframework:azureusgov", bot.Id);
    }

    [Theory]
    [InlineData("https://sts.windows.net/cab8a31a-1906-4287-a0d8-4eef66b95f6e/", HttpStatusCode.OK)]
    [InlineData("https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0", HttpStatusCode.OK)]
    [InlineData("https://login.microsoftonline.com/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0", HttpStatusCode.Unauthorized)]
    [InlineData("https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", HttpStatusCode.Unauthorized)]
    public async Task The_governments_cloud_has_apps_issuers_of_its_own(string issuer, HttpStatusCode status)
    {
        await using var host = await StartAsync([("ChannelService", "https://botframework.azure.us"), ("Bot:AllowEmulatorTokens", "true")]);
        var claims = Issuer.AppClaims(tenant: "cab8a31a-1906-4287-a0d8-4eef66b95f6e");
        claims["iss"] = issuer;

        Assert.Equal(status, await PostAsync(host, claims));
    }

    [Fact]
    public void The_clouds_addresses_are_Microsofts()
    {
        var (open, government) = (Read().Settings.Cloud, Read(("ChannelService", "https://botframework.azure.us")).Settings.Cloud);

        Assert.Equal("https://login.botframework.com/v1/.well-known/openidconfiguration", open.ChannelMetadata);
        Assert.Equal("https://login.botframework.azure.us/v1/.well-known/openidconfiguration", government.ChannelMetadata);
        Assert.Equal(("https://api.botframework.com", "https://api.botframework.us"), (open.Scope, government.Scope));
        Assert.Equal(("https://login.microsoftonline.com/", "https://login.microsoftonline.us/"), (open.Login, government.Login));
    }

    [Theory]
    [InlineData("channelData", Issuer.Tenant, HttpStatusCode.OK)]
    [InlineData("conversation", Issuer.Tenant, HttpStatusCode.OK)]
    [InlineData("channelData", Stranger, HttpStatusCode.Forbidden)]
    [InlineData("conversation", Stranger, HttpStatusCode.Forbidden)]
    [InlineData("both", Issuer.Tenant, HttpStatusCode.Forbidden)]
    [InlineData("none", Issuer.Tenant, HttpStatusCode.Forbidden)]
    public async Task In_Teams_the_bots_own_organization_is_answered(string place, string tenant, HttpStatusCode status)
    {
        var bot = new Caller();
        await using var host = await StartAsync([("MicrosoftAppType", "SingleTenant"), ("MicrosoftAppTenantId", Issuer.Tenant)], bot);

        Assert.Equal(status, await PostAsync(host, Issuer.ChannelClaims(ServiceUrl), TeamsMessage(place, tenant)));
        Assert.Equal(status == HttpStatusCode.OK ? 1 : 0, bot.Turns);
    }

    [Theory]
    [InlineData("SingleTenant", Stranger, HttpStatusCode.OK)]
    [InlineData("SingleTenant", "*", HttpStatusCode.OK)]
    [InlineData("SingleTenant", Issuer.Tenant, HttpStatusCode.Forbidden)]
    [InlineData("MultiTenant", "", HttpStatusCode.OK)]
    [InlineData("MultiTenant", Issuer.Tenant, HttpStatusCode.Forbidden)]
    public async Task In_Teams_other_organizations_are_answered_where_the_operator_lists_them(string type, string allowed, HttpStatusCode status)
    {
        await using var host = await StartAsync(
            [("MicrosoftAppType", type), ("MicrosoftAppTenantId", Issuer.Tenant), ("Bot:AllowedTenants", allowed)]);

        Assert.Equal(status, await PostAsync(host, Issuer.ChannelClaims(ServiceUrl), TeamsMessage("channelData", Stranger)));
    }

    [Theory]
    [InlineData("MicrosoftAppType=SingleTenent", "MicrosoftAppType is 'SingleTenent'")]
    [InlineData("MicrosoftAppType=1", "MicrosoftAppType is '1'")]
    [InlineData("MicrosoftAppPassword=hush", "MicrosoftAppPassword is set, but MicrosoftAppId is not")]
    [InlineData("MicrosoftAppType=SingleTenant;MicrosoftAppId=a", "MicrosoftAppTenantId is not set")]
    [InlineData("MicrosoftAppType=SingleTenant;MicrosoftAppId=a;MicrosoftAppTenantId=t", "MicrosoftAppPassword is not set")]
    [InlineData("MicrosoftAppType=UserAssignedMSI;MicrosoftAppId=a;MicrosoftAppTenantId=t;MicrosoftAppPassword=hush", "must not be set with MicrosoftAppType UserAssignedMSI")]
    [InlineData("MicrosoftAppId=a;MicrosoftAppPassword=hush;MicrosoftAppFederatedClientId=f", "are all set")]
    [InlineData("MicrosoftAppId=a;MicrosoftAppCertificate=/nowhere/bot.pfx", "MicrosoftAppCertificate is '/nowhere/bot.pfx', which cannot be read")]
    public void What_is_wrong_with_a_registration_is_said_with_key_and_cure_and_without_secrets(string settings, string said)
    {
        var problems = BotRegistration.Read(Configuration(Pairs(settings))).Problems;

        Assert.Contains(problems, problem => problem.Contains(said, StringComparison.Ordinal));
        Assert.DoesNotContain(problems, problem => problem.Contains("hush", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ChannelService=https://botframework.azure.cn", "ChannelService is 'https://botframework.azure.cn'")]
    [InlineData("ToBotFromChannelOpenIdMetadataUrl=http://login.test/", "give an absolute https address")]
    [InlineData("ToChannelFromBotLoginUrl=http://login.test/", "give an absolute https address")]
    [InlineData("Bot:AllowEmulatorTokens=yes", "set it to true or false")]
    [InlineData("Bot:AllowedTenants=contoso", "which is no tenant id")]
    [InlineData("Bot:AllowedCallers=mybot", "which is no app id")]
    [InlineData("Bot:AdditionalServiceHosts=https://host.test/", "without scheme, path or star")]
    [InlineData("Bot:AdditionalServiceHosts=*.host.test", "without scheme, path or star")]
    public void What_is_wrong_with_other_settings_is_said_with_key_and_cure(string settings, string said) =>
        Assert.Contains(Read(Pairs(settings)).Problems, problem => problem.Contains(said, StringComparison.Ordinal));

    private static (ChannelSettings Settings, IReadOnlyList<string> Problems) Read(params (string, string)[] settings) =>
        ChannelSettings.Read(Configuration(settings));

    private static ConfigurationManager Configuration((string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        foreach (var (key, value) in settings) configuration[key] = value;
        return configuration;
    }

    private static (string, string)[] Pairs(string settings) =>
        [.. settings.Split(';').Select(pair => pair.Split('=', 2)).Select(pair => (pair[0], pair[1]))];

    private static string TeamsMessage(string place, string tenant)
    {
        var message = JsonNode.Parse(ChannelTokenTests.Message("msteams"))!;
        if (place is "channelData" or "both") message["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant } };
        if (place is "conversation") message["conversation"]!["tenantId"] = tenant;
        if (place is "both") message["conversation"]!["tenantId"] = Stranger;
        return message.ToJsonString();
    }

    private Task<EchoHost> StartAsync((string, string)[] settings, IBot? bot = null) =>
        EchoHost.StartTrustingAsync(bot ?? new EchoBot(), [.. _issuer.Settings, .. settings]);

    private static async Task<HttpStatusCode> PostAsync(EchoHost host, JsonObject claims, string? message = null)
    {
        using var response = await host.PostAsync(message ?? ChannelTokenTests.Message(serviceUrl: ServiceUrl), "Bearer " + Issuer.Sign(claims));
        return response.StatusCode;
    }

    private sealed class Caller : IBot
    {
        public string? Id { get; private set; }

        public int Turns { get; private set; }

        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            Id = turnContext.Activity.CallerId;
            Turns++;
            return Task.CompletedTask;
        }
    }
}
