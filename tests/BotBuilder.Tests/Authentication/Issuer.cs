using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.BotBuilder.Tests.Authentication;

/// <summary>
/// An issuer of our own on loopback ports: OpenID metadata and keys for the Bot Connector and for Entra over http, and Entra's token
/// endpoint over TLS, as the real one has it. It signs whatever it is asked to sign.
/// </summary>
internal sealed class Issuer : IAsyncDisposable
{
    public const string AppId = "11111111-2222-3333-4444-555555555555";
    public const string Tenant = "aaaaaaaa-0000-4000-8000-000000000001";
    public const string Channel = "https://api.botframework.com";

    // Making keys takes longer than all else here.
    private static readonly Dictionary<string, RSA> Pairs = new() { ["k1"] = RSA.Create(2048), ["k2"] = RSA.Create(2048), ["k3"] = RSA.Create(2048), ["k9"] = RSA.Create(2048) };
    private static readonly X509Certificate2 Certificate = SelfSigned();

    private readonly WebApplication _app;
    private readonly List<JsonObject> _keys;
    private int _tokenRequests;
    private int _keyRequests;

    private Issuer(WebApplication app)
    {
        _app = app;
        _keys = [Key("k1", "test", "msteams", "webchat"), Key("k2", "test"), Key("k3")];
    }

    /// <summary>How often the keys were asked for.</summary>
    public int KeyRequests => _keyRequests;

    /// <summary>How often a token was asked for.</summary>
    public int TokenRequests => _tokenRequests;

    /// <summary>The path of the last request for a token.</summary>
    public string? TokenPath { get; private set; }

    /// <summary>The form of the last request for a token.</summary>
    public IFormCollection? TokenForm { get; private set; }

    /// <summary>False while metadata cannot be had.</summary>
    public bool Serves { get; set; } = true;

    /// <summary>A client that knows the issuer's certificate, and follows no redirect.</summary>
    public static HttpClient Client() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == Certificate.GetCertHashString() },
    });

    private string Plain => _app.Urls.Single(url => url.StartsWith("http:", StringComparison.Ordinal));

    private string Tls => _app.Urls.Single(url => url.StartsWith("https:", StringComparison.Ordinal));

    /// <summary>The configuration of a bot that believes this issuer.</summary>
    public IEnumerable<(string Key, string Value)> Settings =>
    [
        ("MicrosoftAppId", AppId), ("MicrosoftAppPassword", "x"), ("ToBotFromChannelOpenIdMetadataUrl", Plain + "/channel"),
        ("ToBotFromEmulatorOpenIdMetadataUrl", Plain + "/entra"), ("ToChannelFromBotLoginUrl", Tls + "/botframework.com"),

        // The connectors of the tests are on this machine, over http.
        ("environment", "Development"), ("Bot:AllowEmulatorTokens", "false"),
    ];

    public static async Task<Issuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Certificate));
        });
        var issuer = new Issuer(builder.Build());
        issuer._app.MapGet("/{who}", (string who) => issuer.Serves
            ? Results.Json(new { issuer = Channel, jwks_uri = $"{issuer.Plain}/{who}/keys" })
            : Results.StatusCode(503));
        issuer._app.MapGet("/{who}/keys", () =>
        {
            Interlocked.Increment(ref issuer._keyRequests);
            return Results.Text(new JsonObject { ["keys"] = new JsonArray([.. issuer._keys.Select(key => key.DeepClone())]) }.ToJsonString(), "application/json");
        });
        issuer._app.MapPost("/{tenant}/oauth2/v2.0/token", async (HttpContext context) =>
        {
            issuer.TokenForm = await context.Request.ReadFormAsync();
            issuer.TokenPath = context.Request.Path;
            var number = Interlocked.Increment(ref issuer._tokenRequests);
            return issuer.TokenForm["client_secret"] == "wrong"
                ? Results.Json(new { error = "invalid_client", error_description = "AADSTS7000215" }, statusCode: 401)
                : Results.Json(new { token_type = "Bearer", expires_in = 3599, access_token = $"bot-token-{number}" });
        });
        await issuer._app.StartAsync();
        return issuer;
    }

    /// <summary>Adds a key that came later.</summary>
    public void Publish(string name, params string[] endorsements) => _keys.Add(Key(name, endorsements));

    /// <summary>The claims of a token that the Bot Connector would send with an activity of that service URL.</summary>
    public static JsonObject ChannelClaims(string serviceUrl) => new()
    {
        ["iss"] = Channel,
        ["aud"] = AppId,
        ["nbf"] = Now(-300),
        ["exp"] = Now(3300),
        ["serviceurl"] = serviceUrl,
    };

    /// <summary>The claims of an app's own token, as Entra issues it.</summary>
    public static JsonObject AppClaims(string app = AppId, string tenant = Tenant) => new()
    {
        ["iss"] = $"https://sts.windows.net/{tenant}/",
        ["aud"] = AppId,
        ["appid"] = app,
        ["tid"] = tenant,
        ["ver"] = "1.0",
        ["nbf"] = Now(-300),
        ["exp"] = Now(3300),
    };

    public static long Now(int seconds = 0) => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + seconds;

    /// <summary>A token with that header and those claims, signed by that key whatever the header says.</summary>
    public static string SignAs(JsonObject header, string claims, string signer)
    {
        var signed = $"{Encode(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Encode(Encoding.UTF8.GetBytes(claims))}";
        var signature = (string?)header["alg"] switch
        {
            "RS384" => Pairs[signer].SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "RS512" => Pairs[signer].SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            "PS256" => Pairs[signer].SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            _ => Pairs[signer].SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return $"{signed}.{Encode(signature)}";
    }

    /// <summary>A token as an honest issuer makes it.</summary>
    public static string Sign(JsonObject claims, string key = "k1", string algorithm = "RS256") =>
        SignAs(new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = key }, claims.ToJsonString(), key);

    /// <summary>A token whose signature is an HMAC over the public key, for who would take the key for a shared secret.</summary>
    public static string SignByPublicKey(JsonObject claims, byte[]? secret = null)
    {
        var header = Encoding.UTF8.GetBytes("""{"alg":"HS256","typ":"JWT","kid":"k1"}""");
        var signed = $"{Encode(header)}.{Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        var key = secret ?? Encoding.ASCII.GetBytes(Pairs["k1"].ExportSubjectPublicKeyInfoPem());
        return $"{signed}.{Encode(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed)))}";
    }

    public static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    /// <summary>A public key as its owner would like to have it believed.</summary>
    public static JsonObject Key(string name, params string[] endorsements)
    {
        var parameters = Pairs[name].ExportParameters(false);
        var key = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = name,
            ["n"] = Encode(parameters.Modulus!),
            ["e"] = Encode(parameters.Exponent!),
        };
        if (endorsements.Length > 0) key["endorsements"] = new JsonArray([.. endorsements.Select(each => (JsonNode)each)]);
        return key;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
