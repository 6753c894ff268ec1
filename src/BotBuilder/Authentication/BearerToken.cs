using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>A token as it came, taken apart but not yet believed.</summary>
internal sealed class BearerToken
{
    /// <summary>Channels' tokens have about 1,000 characters.</summary>
    private const int MaxLength = 8 * 1024;

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = MaxLength };

    private readonly JsonWebToken _token;

    private BearerToken(JsonWebToken token) => _token = token;

    public string Issuer => _token.Issuer;

    public string KeyName => _token.Kid;

    /// <summary>The token of an <c>Authorization</c> header; what is none throws.</summary>
    public static BearerToken Parse(string? header)
    {
        if (string.IsNullOrWhiteSpace(header)) throw CallerRefusedException.Unauthorized("there is no token");
        var parts = header.Split(' ');
        if (parts.Length != 2 || !parts[0].Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            throw CallerRefusedException.Unauthorized("the Authorization header has no bearer token");
        if (parts[1].Length > MaxLength) throw CallerRefusedException.Unauthorized("the token is too long");
        try
        {
            // Three parts: a token that is encrypted, or not signed at all, is none.
            if (parts[1].Split('.') is not [_, _, { Length: > 0 }]) throw CallerRefusedException.Unauthorized("the token is not signed");
            var token = new JsonWebToken(parts[1]);
            if (!Algorithms.Contains(token.Alg)) throw CallerRefusedException.Unauthorized("the token's algorithm is none of RSA's");
            if (string.IsNullOrEmpty(token.Kid)) throw CallerRefusedException.Unauthorized("the token names no key");

            // RFC 7515, 4.1.11: who does not know an extension that is marked as critical must refuse.
            if (token.TryGetHeaderValue<object>("crit", out _)) throw CallerRefusedException.Unauthorized("the token has a critical extension");
            return string.IsNullOrEmpty(token.Issuer) ? throw CallerRefusedException.Unauthorized("the token names no issuer") : new BearerToken(token);
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            throw CallerRefusedException.Unauthorized("the token is malformed");
        }
    }

    /// <summary>A claim that is text; null if there is none.</summary>
    public string? Claim(string name) => _token.TryGetPayloadValue<object>(name, out var value) ? value as string : null;

    /// <summary>The one audience; a token for several, or for none, is refused.</summary>
    public string Audience() => _token.Audiences.ToList() is [{ Length: > 0 } audience]
        ? audience
        : throw CallerRefusedException.Unauthorized("the token is not for one audience");

    /// <summary>Throws unless the key has signed the token, one of the issuers has issued it, and it is valid now.</summary>
    public async Task ValidateAsync(SigningKey key, IEnumerable<string> issuers, TimeProvider time)
    {
        var parameters = new TokenValidationParameters
        {
            ValidAlgorithms = Algorithms,
            ValidIssuers = issuers,
            IssuerSigningKey = key.Key,
            TryAllIssuerSigningKeys = false,
            ValidateIssuerSigningKey = true,

            // There is one, and the caller compares it with the bot's registration.
            ValidateAudience = false,
            LifetimeValidator = (from, to, _, _) =>
                to is { } end && time.GetUtcNow() < Skewed(end, Skew) && (from is not { } begin || time.GetUtcNow() >= Skewed(begin, -Skew)),
        };
        try
        {
            var result = await Handler.ValidateTokenAsync(_token, parameters);
            if (!result.IsValid) throw CallerRefusedException.Unauthorized($"the token is not valid ({result.Exception?.GetType().Name})");
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            throw CallerRefusedException.Unauthorized("the token is malformed");
        }
    }

    // Times at the ends of what can be written down must not overflow.
    private static DateTimeOffset Skewed(DateTime time, TimeSpan skew) => new(
        new DateTime(Math.Clamp(time.Ticks, TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), DateTimeKind.Utc) + skew);

    // What the library throws for tokens that somebody made up.
    private static bool IsMalformed(Exception exception) => exception
        is ArgumentException or SecurityTokenException or JsonException or FormatException or InvalidOperationException
        or InvalidCastException or OverflowException;
}
