using System.Security.Cryptography;
using HipFaqBot.Bot.DirectLine.Keys;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HipFaqBot.Bot.DirectLine;

internal enum TokenVerdict
{
    Valid,
    Malformed,
    Forged,
    Expired,
}

/// <summary>What a token says. The rest counts only where the verdict is <see cref="TokenVerdict.Valid"/>.</summary>
/// <param name="Origins">The origins whose pages may use it, null where it is not bound to any.</param>
internal readonly record struct TokenReading(
    TokenVerdict Verdict, string Conversation = "", string? User = null, IReadOnlyList<string>? Origins = null);

/// <summary>
/// Makes and reads the tokens of the channel: one token is one conversation and one user. They are JWT (HS256) because
/// Direct Line clients decode them to learn the user's id, from a claim that must be called <c>user</c>. A token may be bound to
/// origins: a page of any other is refused.
/// </summary>
internal sealed class ConversationTokens(TokenKeys keys, TimeProvider timeProvider, IOptions<DirectLineOptions> options)
{
    private const string Issuer = "hipfaq";
    private const string ChannelAudience = "directline";
    private const string StreamAudience = "directline-stream";
    private const string UploadAudience = "directline-upload";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>128 random bits in letters and digits that need no escaping in an address.</summary>
    public static string NewId() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16));

    public string Issue(string conversation, string? user, IReadOnlyList<string>? origins) =>
        Create(ChannelAudience, conversation, user, origins, options.Value.TokenLife);

    /// <summary>A token of its own for the stream's address, short-lived because addresses end up in logs of proxies.</summary>
    public string IssueForStream(string conversation, IReadOnlyList<string>? origins) =>
        Create(StreamAudience, conversation, null, origins, options.Value.StreamTokenLife);

    /// <summary>A token of its own for the address of one file, good for as long as its conversation may be there.</summary>
    /// <param name="file">Conversation and number of the file.</param>
    public string IssueForUpload(string file) => Create(UploadAudience, file, null, null, options.Value.IdleExpiry);

    public Task<TokenReading> ReadUploadAsync(string token) => ReadAsync(token, UploadAudience);

    public Task<TokenReading> ReadAsync(string token) => ReadAsync(token, ChannelAudience);

    public Task<TokenReading> ReadStreamAsync(string token) => ReadAsync(token, StreamAudience);

    private string Create(string audience, string conversation, string? user, IReadOnlyList<string>? origins, TimeSpan life)
    {
        var now = timeProvider.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object> { ["conv"] = conversation, ["jti"] = NewId() };
        if (user is not null)
            claims["user"] = user;
        if (origins is not null)
            claims["orig"] = origins;
        var key = keys.Current;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + life,
            Claims = claims,
            SigningCredentials = new SigningCredentials(KeyOf(key), SecurityAlgorithms.HmacSha256),
        });
    }

    private async Task<TokenReading> ReadAsync(string token, string audience)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = audience,
            IssuerSigningKeyResolver = (_, _, id, _) => keys.Find(id) is { } key ? [KeyOf(key)] : [],
            TryAllIssuerSigningKeys = false,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            RequireExpirationTime = true,
            // Looked at below, by the clock that came in from outside.
            ValidateLifetime = false,
        });
        if (!result.IsValid)
            return new TokenReading(result.Exception is SecurityTokenMalformedException ? TokenVerdict.Malformed : TokenVerdict.Forged);
        var jwt = (JsonWebToken)result.SecurityToken;
        if (jwt.ValidTo <= timeProvider.GetUtcNow().UtcDateTime)
            return new TokenReading(TokenVerdict.Expired);
        return jwt.TryGetPayloadValue<string>("conv", out var conversation)
            ? new TokenReading(
                TokenVerdict.Valid,
                conversation,
                jwt.TryGetPayloadValue<string>("user", out var user) ? user : null,
                jwt.TryGetPayloadValue<string[]>("orig", out var origins) ? origins : null)
            : new TokenReading(TokenVerdict.Forged);
    }

    private static SymmetricSecurityKey KeyOf(TokenKey key) => new(key.Bytes) { KeyId = key.Id };
}
