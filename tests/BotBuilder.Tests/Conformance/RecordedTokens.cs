using System.Text.Json.Nodes;
using HipFaqBot.BotBuilder.Tests.Authentication;

namespace HipFaqBot.BotBuilder.Tests.Conformance;

/// <summary>The tokens of the recorded exchanges, made again as their notes say.</summary>
internal static class RecordedTokens
{
    public static string Of(string name, string serviceUrl)
    {
        var claims = Issuer.ChannelClaims(serviceUrl);
        switch (name.Split('-', 3)[2])
        {
            case "wrong-audience": claims["aud"] = "99999999-2222-3333-4444-555555555555"; break;
            case "no-audience": claims.Remove("aud"); break;
            case "wrong-issuer": claims["iss"] = "https://evil.test"; break;
            case "expired": claims["nbf"] = Issuer.Now(-7200); claims["exp"] = Issuer.Now(-3600); break;
            case "expired-in-skew": claims["exp"] = Issuer.Now(-120); break;
            case "not-yet-valid": claims["nbf"] = Issuer.Now(3600); claims["exp"] = Issuer.Now(7200); break;
            case "no-exp": claims.Remove("exp"); break;
            case "serviceurl-mismatch": claims["serviceurl"] = "http://127.0.0.2:4001/"; break;
            case "serviceurl-case": claims["serviceurl"] = serviceUrl.ToUpperInvariant(); break;
            case "serviceurl-noslash": claims["serviceurl"] = serviceUrl.TrimEnd('/'); break;
            case "serviceurl-missing": claims.Remove("serviceurl"); break;
            case "serviceurl-camel": claims.Remove("serviceurl"); claims["serviceUrl"] = serviceUrl; break;
            case "unknown-kid": return Issuer.Sign(claims, "k9");
            case "no-kid": return Issuer.SignAs(new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT" }, claims.ToJsonString(), "k1");
            case "bad-signature": return Issuer.SignAs(Header("RS256", "k1"), claims.ToJsonString(), "k2");
            case "alg-none": return Issuer.SignAs(Header("none", "k1"), claims.ToJsonString(), "k1").Split('.') is [var header, var body, _] ? $"{header}.{body}." : "";
            case "alg-hs256": return Issuer.SignByPublicKey(claims);
            case "key-without-endorsements": return Issuer.Sign(claims, "k3");
            case "valid" or "valid-normal" or "lowercase-bearer" or "unknown-channel" or "no-channel" or "missing-type" or "invoke-unknown"
                or "no-serviceurl-activity":
                break;
            default: throw new ArgumentException($"No token is known for {name}.");
        }

        return Issuer.Sign(claims);
    }

    private static JsonObject Header(string algorithm, string key) => new() { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = key };
}
