using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.DirectLine;

/// <summary>
/// What the gate says of a request: a refusal, or who calls. <see cref="TokenConversation"/> is null for the holder of the secret,
/// who may enter every conversation; <see cref="Conversation"/> is there when the address named one.
/// </summary>
/// <remarks>The conversation is held until the admission is disposed of.</remarks>
internal sealed record Admission(
    DirectLineError? Refusal, string? TokenConversation = null, string? User = null, IReadOnlyList<string>? Origins = null) : IDisposable
{
    public ConversationLease? Lease { get; init; }

    public DirectLineConversation? Conversation => Lease?.Conversation;

    public bool HasSecret => Refusal is null && TokenConversation is null;

    public void Dispose() => Lease?.Dispose();
}

/// <summary>Lets callers in, or says why not.</summary>
internal sealed class Gate(
    ConversationTokens tokens,
    ConversationStore conversations,
    PublicOrigin origin,
    StartLimit starts,
    IOptions<DirectLineOptions> options,
    IOptions<WidgetOptions> widget)
{
    private static readonly Admission Secret = new(Refusal: null);

    // Compared as hashes, so that neither the length nor the first different character shows in the time it takes.
    private readonly byte[][] _secrets = [.. options.Value.Secrets.Where(secret => secret.Length > 0).Select(Hash)];

    /// <summary>Admits the holder of a token or of the secret.</summary>
    public async Task<Admission> AdmitAsync(HttpRequest request)
    {
        if (Bearer(request) is not { } credential)
            return new Admission(DirectLineError.Unauthorized);
        if (IsSecret(credential))
            return origin.IsTrusted(request, origins: null) ? Secret : new Admission(DirectLineError.ForeignOrigin);
        return Judge(request, await tokens.ReadAsync(credential));
    }

    /// <summary>Admits to the conversation that the address names.</summary>
    public async Task<Admission> AdmitAsync(HttpRequest request, string conversationId) =>
        await EnterAsync(await AdmitAsync(request), conversationId);

    /// <summary>Admits to the stream, whose token stands in the address because browsers set no headers on a WebSocket.</summary>
    public async Task<Admission> AdmitStreamAsync(HttpRequest request, string conversationId) =>
        request.Query["t"] is [{ Length: > 0 } token]
            ? await EnterAsync(Judge(request, await tokens.ReadStreamAsync(token)), conversationId)
            : await AdmitAsync(request, conversationId);

    /// <summary>
    /// Admits whoever may have a new token: the holder of the secret, a page of this origin or of an allowed site, and any program that is no
    /// browser, for origin checks guard people in browsers, not the address. The refusal is null for all of them.
    /// </summary>
    public Admission AdmitForNewToken(HttpRequest request)
    {
        if (Bearer(request) is { } credential)
            return IsSecret(credential) ? Secret : new Admission(DirectLineError.NotTheSecret);
        if (!options.Value.Anonymous || widget.Value.IsAzure || request.Headers.Authorization.Count > 0)
            return new Admission(DirectLineError.Unauthorized);
        if (IsForeignPage(request))
            return new Admission(DirectLineError.ForeignOrigin);
        return starts.TryCount(request)
            ? new Admission(Refusal: null, TokenConversation: "", Origins: origin.BindingOf(request))
            : new Admission(DirectLineError.TooManyStarts);
    }

    private async Task<Admission> EnterAsync(Admission admission, string conversationId)
    {
        if (admission.Refusal is not null)
            return admission;
        if (!admission.HasSecret && admission.TokenConversation != conversationId)
            return new Admission(DirectLineError.OtherConversation);
        return await conversations.FindAsync(conversationId) is { } lease
            ? admission with { Lease = lease }
            : new Admission(DirectLineError.UnknownConversation);
    }

    private Admission Judge(HttpRequest request, TokenReading reading) => reading.Verdict switch
    {
        TokenVerdict.Valid when !origin.IsTrusted(request, reading.Origins) => new Admission(DirectLineError.ForeignOrigin),
        TokenVerdict.Valid => new Admission(Refusal: null, reading.Conversation, reading.User, reading.Origins),
        TokenVerdict.Malformed => new Admission(DirectLineError.Unauthorized),
        TokenVerdict.Expired => new Admission(DirectLineError.TokenExpired),
        _ => new Admission(DirectLineError.Forbidden),
    };

    // Browsers send one of the two headers on every POST, and a page can change neither.
    private bool IsForeignPage(HttpRequest request) =>
        !origin.IsAllowedSite(request)
        && (request.Headers["Sec-Fetch-Site"] is [{ } site]
            ? site != "same-origin"
            : request.Headers.Origin.Count > 0 && !origin.IsOrigin(request));

    private bool IsSecret(string credential)
    {
        var hash = Hash(credential);
        var found = false;
        foreach (var secret in _secrets)
            found |= CryptographicOperations.FixedTimeEquals(secret, hash);
        return found;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static string? Bearer(HttpRequest request)
    {
        const string scheme = "Bearer ";
        if (request.Headers.Authorization is not [{ } header] || !header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var credential = header[scheme.Length..].Trim();
        return credential.Length > 0 ? credential : null;
    }
}
