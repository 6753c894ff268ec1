using System.Net;
using System.Text.Json.Nodes;
using HipFaqBot.BotBuilder.Tests.Conformance;

namespace HipFaqBot.BotBuilder.Tests.Authentication;

/// <summary>Who comes with a token of Entra's: the Emulator and the Agents Playground with the bot's own, other bots with theirs.</summary>
public sealed class AppTokenTests : IAsyncLifetime
{
    private const string Version31 = "d6d49420-f39b-4df7-a1dc-d59a935871db";
    private const string Other = "77777777-2222-3333-4444-555555555555";

    private Issuer _issuer = null!;

    public static TheoryData<string, Func<JsonObject>, HttpStatusCode> OwnTokens() => new()
    {
        { "own tenant", () => Issuer.AppClaims(), HttpStatusCode.OK },
        { "Microsoft's tenant for bots", () => Issuer.AppClaims(tenant: Version31), HttpStatusCode.OK },
        { "version 2", () => Edit(("iss", $"https://login.microsoftonline.com/{Issuer.Tenant}/v2.0"), ("ver", "2.0"), ("azp", Issuer.AppId), ("appid", null)), HttpStatusCode.OK },
        { "no version", () => Edit(("ver", null)), HttpStatusCode.OK },
        { "a foreign tenant", () => Issuer.AppClaims(tenant: "bbbbbbbb-0000-4000-8000-000000000001"), HttpStatusCode.Unauthorized },
        { "a tenant that is not the issuer's", () => Edit(("tid", Version31)), HttpStatusCode.Unauthorized },
        { "no tenant", () => Edit(("tid", null)), HttpStatusCode.Unauthorized },
        { "version 3", () => Edit(("ver", "3.0")), HttpStatusCode.Unauthorized },
        { "version 2 with version 1's claim", () => Edit(("ver", "2.0")), HttpStatusCode.Unauthorized },
        { "no calling app", () => Edit(("appid", null)), HttpStatusCode.Unauthorized },
        { "another audience", () => Edit(("aud", Other)), HttpStatusCode.Unauthorized },
        { "expired", () => Edit(("exp", Issuer.Now(-360))), HttpStatusCode.Unauthorized },
        { "another app", () => Issuer.AppClaims(Other), HttpStatusCode.Forbidden },
    };

    public async Task InitializeAsync() => _issuer = await Issuer.StartAsync();

    public async Task DisposeAsync() => await _issuer.DisposeAsync();

    [Theory]
    [MemberData(nameof(OwnTokens))]
    public async Task The_bots_own_token_lets_in_where_that_is_on(string what, Func<JsonObject> claims, HttpStatusCode status)
    {
        await using var host = await StartAsync(("Bot:AllowEmulatorTokens", "true"));

        Assert.True(status == await PostAsync(host, claims()), what);
    }

    [Theory]
    [InlineData("", HttpStatusCode.Unauthorized)]
    [InlineData("Production", HttpStatusCode.Unauthorized)]
    [InlineData("Development", HttpStatusCode.OK)]
    public async Task Unless_set_it_is_on_in_Development_alone(string environment, HttpStatusCode status)
    {
        await using var host = await StartAsync(("environment", environment), ("Bot:AllowEmulatorTokens", ""));

        Assert.Equal(status, await PostAsync(host, Issuer.AppClaims()));
    }

    [Theory]
    [InlineData(Other, HttpStatusCode.OK)]
    [InlineData("*", HttpStatusCode.OK)]
    [InlineData("66666666-2222-3333-4444-555555555555", HttpStatusCode.Forbidden)]
    public async Task Another_bot_may_call_if_it_is_listed(string allowed, HttpStatusCode status)
    {
        await using var host = await StartAsync(("Bot:AllowedCallers", allowed));

        Assert.Equal(status, await PostAsync(host, Issuer.AppClaims(Other)));
    }

    [Fact]
    public async Task A_list_of_other_bots_does_not_let_in_by_the_bots_own_token()
    {
        await using var host = await StartAsync(("Bot:AllowedCallers", Other));

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(host, Issuer.AppClaims()));
    }

    [Fact]
    public async Task An_apps_token_names_no_service_URL_so_only_the_operator_can_name_one()
    {
        await using var host = await StartAsync(("Bot:AllowEmulatorTokens", "true"));

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(host, Issuer.AppClaims(), "https://smba.trafficmanager.net/amer/"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(host, Issuer.AppClaims(), "https://evil.test/"));
    }

    [Fact]
    public async Task The_channel_of_a_hosting_environment_is_not_served()
    {
        await using var host = await StartAsync(("Bot:AllowEmulatorTokens", "true"));

        using var response = await host.PostAsync(ChannelTokenTests.Message("AseChannel"), "Bearer " + Issuer.Sign(Issuer.AppClaims()));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private static JsonObject Edit(params (string Name, JsonNode? Value)[] edits)
    {
        var claims = Issuer.AppClaims();
        foreach (var (name, value) in edits)
        {
            if (value is null) claims.Remove(name);
            else claims[name] = value;
        }

        return claims;
    }

    private Task<EchoHost> StartAsync(params (string, string)[] settings) => EchoHost.StartTrustingAsync(
        new EchoBot(), [.. _issuer.Settings, ("MicrosoftAppType", "SingleTenant"), ("MicrosoftAppTenantId", Issuer.Tenant), .. settings]);

    private static async Task<HttpStatusCode> PostAsync(EchoHost host, JsonObject claims, string serviceUrl = "http://127.0.0.1:9/")
    {
        using var response = await host.PostAsync(ChannelTokenTests.Message(serviceUrl: serviceUrl), "Bearer " + Issuer.Sign(claims));
        return response.StatusCode;
    }
}
