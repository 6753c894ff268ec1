using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using HipFaqBot.BotBuilder.Tests.Conformance;

namespace HipFaqBot.BotBuilder.Tests.Authentication;

/// <summary>Which tokens of channels let in, with a real issuer: protocol of the Bot Connector, each rule by itself.</summary>
public sealed class ChannelTokenTests : IAsyncLifetime
{
    private const string ServiceUrl = "http://127.0.0.1:9/";

    private Issuer _issuer = null!;
    private EchoHost _host = null!;

    public static TheoryData<string, Func<string>> Refused() => new()
    {
        { "another issuer", () => With("iss", "https://evil.test") },
        { "the issuer of another cloud", () => With("iss", "https://api.botframework.us") },
        { "the issuer with a slash", () => With("iss", Issuer.Channel + "/") },
        { "the issuer in capitals", () => With("iss", "HTTPS://API.BOTFRAMEWORK.COM") },
        { "an issuer that is a list", () => With("iss", new JsonArray(Issuer.Channel)) },
        { "no issuer", () => Without("iss") },
        { "another audience", () => With("aud", "99999999-2222-3333-4444-555555555555") },
        { "two audiences", () => With("aud", new JsonArray(Issuer.AppId, "99999999-2222-3333-4444-555555555555")) },
        { "an audience that is an object", () => With("aud", new JsonObject { ["id"] = Issuer.AppId }) },
        { "the audience as an api address", () => With("aud", "api://" + Issuer.AppId) },
        { "an empty audience", () => With("aud", "") },
        { "no audience", () => Without("aud") },
        { "expired six minutes ago", () => With("exp", Issuer.Now(-360)) },
        { "expired in 1970", () => With("exp", 0) },
        { "an end before all time", () => With("exp", -1e300) },
        { "an end that is text", () => With("exp", "tomorrow") },
        { "no end", () => Without("exp") },
        { "valid in six minutes", () => With("nbf", Issuer.Now(360)) },
        { "valid after all time", () => With("nbf", 1e300) },
        { "another service URL", () => With("serviceurl", "http://127.0.0.1:10/") },
        { "the service URL without slash", () => With("serviceurl", ServiceUrl.TrimEnd('/')) },
        { "the service URL with more behind it", () => With("serviceurl", ServiceUrl + "x") },
        { "a service URL that is a list", () => With("serviceurl", new JsonArray(ServiceUrl)) },
        { "the service URL under another name", () => With("serviceUrl", ServiceUrl, without: "serviceurl") },
        { "no service URL", () => Without("serviceurl") },
        { "a key that is not endorsed for the channel", () => Issuer.Sign(Claims(), "k3") },
        { "a key that nobody published", () => Issuer.Sign(Claims(), "k9") },
        { "another key's signature", () => Signed("k2", ("kid", "k1")) },
        { "no key named", () => Issuer.SignAs(new JsonObject { ["alg"] = "RS256" }, Claims().ToJsonString(), "k1") },
        { "an empty key name", () => Signed("k1", ("kid", "")) },
        { "a key name that is a path", () => Signed("k9", ("kid", "../../../../dev/null")) },
        { "a key name that is a query", () => Signed("k9", ("kid", "k1' OR '1'='1")) },
        { "a key name that is an address", () => Signed("k9", ("kid", "https://evil.test/keys")) },
        { "a key brought along", () => Signed("k9", ("kid", "k9"), ("jwk", Issuer.Key("k9", "test"))) },
        { "a known name with a key brought along", () => Signed("k9", ("kid", "k1"), ("jwk", Issuer.Key("k9", "test"))) },
        { "an address of keys brought along", () => Signed("k9", ("kid", "k9"), ("jku", "https://evil.test/keys")) },
        { "an address of a certificate brought along", () => Signed("k9", ("kid", "k9"), ("x5u", "https://evil.test/certificate")) },
        { "a critical extension", () => Signed("k1", ("crit", new JsonArray("exp")), ("exp", Issuer.Now(9999))) },
        { "no algorithm", () => Signed("k1", ("alg", "")) },
        { "algorithm none with a signature", () => Signed("k1", ("alg", "none")) },
        { "algorithm none without a signature", () => Cut(Signed("k1", ("alg", "none"))) },
        { "algorithm None", () => Cut(Signed("k1", ("alg", "None"))) },
        { "RS256 without a signature", () => Cut(Issuer.Sign(Claims())) },
        { "an HMAC by the public key as PEM", () => Issuer.SignByPublicKey(Claims()) },
        { "an HMAC by the modulus", () => Issuer.SignByPublicKey(Claims(), Encoding.ASCII.GetBytes((string)Issuer.Key("k1")["n"]!)) },
        { "an HMAC by the constant of a test tool", () => Issuer.SignByPublicKey(new JsonObject { ["serviceurl"] = ServiceUrl, ["iat"] = Issuer.Now() }, "dummy-secret-key"u8.ToArray()) },
        { "PS256", () => Issuer.Sign(Claims(), algorithm: "PS256") },
        { "a signature with one bit changed", () => Flip(Issuer.Sign(Claims())) },
        { "claims changed after signing", () => Swap(Issuer.Sign(Claims()), With("serviceurl", ServiceUrl)) },
        { "a huge token", () => With("padding", new string('x', 9000)) },
        { "two parts", () => "e30.e30" },
        { "four parts", () => Issuer.Sign(Claims()) + ".x" },
        { "five parts, as if encrypted", () => Issuer.Sign(Claims()) + ".x.x" },
        { "parts that are no base64", () => "!.%.*" },
        { "a header that is no object", () => $"{Base64("[]")}.{Base64("{}")}.{Base64("x")}" },
        { "claims that are no JSON", () => Issuer.SignAs(new JsonObject { ["alg"] = "RS256", ["kid"] = "k1" }, "not json", "k1") },
        { "claims of endless depth", () => Issuer.SignAs(new JsonObject { ["alg"] = "RS256", ["kid"] = "k1" }, new string('[', 2000), "k1") },
        { "nothing", () => "" },
        { "dots", () => ".." },
        { "an app's token while those are off", () => Issuer.Sign(Issuer.AppClaims()) },
    };

    public static TheoryData<string, Func<string>> Accepted() => new()
    {
        { "as the channel makes it", () => Issuer.Sign(Claims()) },
        { "RS384", () => Issuer.Sign(Claims(), algorithm: "RS384") },
        { "RS512", () => Issuer.Sign(Claims(), algorithm: "RS512") },
        { "another endorsed key", () => Issuer.Sign(Claims(), "k2") },
        { "expired four minutes ago", () => With("exp", Issuer.Now(-240)) },
        { "valid in four minutes", () => With("nbf", Issuer.Now(240)) },
        { "valid to the end of all time", () => With("exp", 253402300799L) },
        { "no beginning", () => Without("nbf") },
        { "the audience in a list of one", () => With("aud", new JsonArray(Issuer.AppId)) },
        { "the audience in capitals", () => With("aud", Issuer.AppId.ToUpperInvariant()) },
        { "the service URL in capitals", () => With("serviceurl", ServiceUrl.ToUpperInvariant()) },
        { "claims that nobody knows", () => With("nobody", new JsonObject { ["knows"] = true }) },
    };

    public async Task InitializeAsync()
    {
        _issuer = await Issuer.StartAsync();
        _host = await EchoHost.StartTrustingAsync(new EchoBot(), [.. _issuer.Settings]);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_token_that_breaks_a_rule_is_401_and_its_bearer_is_told_nothing(string rule, Func<string> token)
    {
        using var response = await _host.PostAsync(Message(), "Bearer " + token());

        Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{rule}: {response.StatusCode}");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task A_token_that_keeps_the_rules_lets_in(string rule, Func<string> token)
    {
        using var response = await _host.PostAsync(Message(), "Bearer " + token());

        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{rule}: {response.StatusCode}\n{string.Join('\n', _host.Log)}");
    }

    [Theory]
    [InlineData("msteams", HttpStatusCode.OK)]
    [InlineData("msteams:COPILOT", HttpStatusCode.OK)]
    [InlineData("MSTEAMS", HttpStatusCode.Unauthorized)]
    [InlineData("directline", HttpStatusCode.Unauthorized)]
    [InlineData(":msteams", HttpStatusCode.Unauthorized)]
    [InlineData("test msteams", HttpStatusCode.Unauthorized)]
    public async Task A_key_speaks_for_the_channels_that_it_is_endorsed_for(string channel, HttpStatusCode status)
    {
        using var response = await _host.PostAsync(Message(channel), "Bearer " + Issuer.Sign(Claims()));

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("Basic {0}")]
    [InlineData("Bearer  {0}")]
    [InlineData("Bearer {0} x")]
    [InlineData("Bearer{0}")]
    [InlineData("Bearer {0},Bearer {0}")]
    public async Task A_good_token_in_a_wrong_header_is_401(string header)
    {
        using var response = await _host.PostAsync(Message(), string.Format(null, header, Issuer.Sign(Claims())));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task The_scheme_may_be_written_in_any_case()
    {
        using var response = await _host.PostAsync(Message(), "bEARER " + Issuer.Sign(Claims()));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Nothing_of_a_refused_token_is_logged()
    {
        using var response = await _host.PostAsync(Message(), "Bearer " + With("aud", "someone-elses-audience"));

        Assert.DoesNotContain(_host.Log, line => line.Contains("someone-elses", StringComparison.Ordinal));
        Assert.Contains(_host.Log, line => line.Contains("refused with 401: the token is for another bot", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_caller_id_is_set_by_authentication_whatever_the_activity_says()
    {
        var bot = new Callers();
        await using var host = await EchoHost.StartTrustingAsync(bot, [.. _issuer.Settings]);

        using var response = await host.PostAsync(
            Message().Replace("\"text\"", "\"callerId\":\"urn:forged\",\"text\"", StringComparison.Ordinal), "Bearer " + Issuer.Sign(Claims()));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("urn:botframework:azure", bot.CallerId);
    }

    internal static string Message(string channel = "test", string serviceUrl = ServiceUrl, string more = "") =>
        $$"""
        {"type":"message","id":"{{Guid.NewGuid()}}","channelId":"{{channel}}","serviceUrl":"{{serviceUrl}}","from":{"id":"u1"},"recipient":{"id":"b1"},
         "conversation":{"id":"c1"},{{more}}"text":"hi","deliveryMode":"expectReplies"}
        """;

    private static JsonObject Claims() => Issuer.ChannelClaims(ServiceUrl);

    private static string With(string claim, JsonNode value, string? without = null)
    {
        var claims = Claims();
        claims[claim] = value;
        if (without is not null) claims.Remove(without);
        return Issuer.Sign(claims);
    }

    private static string Without(string claim)
    {
        var claims = Claims();
        claims.Remove(claim);
        return Issuer.Sign(claims);
    }

    private static string Signed(string signer, params (string Name, JsonNode Value)[] header)
    {
        var whole = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = "k1" };
        foreach (var (name, value) in header) whole[name] = value;
        return Issuer.SignAs(whole, Claims().ToJsonString(), signer);
    }

    private static string Cut(string token) => token[..(token.LastIndexOf('.') + 1)];

    private static string Flip(string token)
    {
        var place = token.LastIndexOf('.') + 10;
        return $"{token[..place]}{(token[place] == 'A' ? 'B' : 'A')}{token[(place + 1)..]}";
    }

    private static string Swap(string one, string other)
    {
        var (first, second) = (one.Split('.'), other.Replace("=", "", StringComparison.Ordinal).Split('.'));
        var claims = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(second[1])).Replace("}", ",\"x\":1}", StringComparison.Ordinal);
        return $"{first[0]}.{Base64(claims)}.{first[2]}";
    }

    private static string Base64(string text) => Issuer.Encode(Encoding.UTF8.GetBytes(text));

    private sealed class Callers : IBot
    {
        public string? CallerId { get; private set; }

        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            CallerId = turnContext.Activity.CallerId;
            return Task.CompletedTask;
        }
    }
}
