using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.DirectLine;

/// <summary><c>/tokens</c>: how a client comes to a token, and keeps it.</summary>
internal sealed class TokenEndpoints(
    Gate gate, ConversationTokens tokens, ConversationStore conversations, PublicOrigin origin, IOptions<DirectLineOptions> options)
{
    public const string UserPrefix = "dl_";

    private const int LargestBody = 16 * 1024;

    /// <summary>A user whom nobody else can be.</summary>
    public static string NewUser() => UserPrefix + ConversationTokens.NewId();

    public async Task<IResult> GenerateAsync(HttpRequest request)
    {
        using var admission = gate.AdmitForNewToken(request);
        if (admission.Refusal is { } refusal)
            return refusal;
        // Only who holds the secret may name a user: anybody else could take another person's id and ask the bot what it knows of them.
        var user = NewUser();
        var origins = admission.Origins;
        if (admission.HasSecret)
        {
            var (body, problem) = await ReadStartAsync(request);
            if (problem is not null)
                return problem;
            if (body?.User?.Id is { Length: > 0 } named)
            {
                if (!named.StartsWith(UserPrefix, StringComparison.Ordinal))
                    return DirectLineError.BadArgument($"'user.id' must start with {UserPrefix}.");
                user = named;
            }

            origins = body?.TrustedOrigins;
        }

        var conversation = ConversationTokens.NewId();
        return Token(StatusCodes.Status200OK, conversation, tokens.Issue(conversation, user, origins));
    }

    public async Task<IResult> RefreshAsync(HttpRequest request)
    {
        using var admission = await gate.AdmitAsync(request);
        if (admission.Refusal is { } refusal)
            return refusal;
        if (admission.TokenConversation is not { } conversation)
            return DirectLineError.BadArgument("A secret does not expire: refresh tokens only.");
        // Or its token would outlive the memory of its end, and begin it anew with numbers that were given before.
        if (await conversations.IsErasedAsync(conversation))
            return DirectLineError.UnknownConversation;
        conversations.GoOnListening(conversation);
        return Token(StatusCodes.Status200OK, conversation, tokens.Issue(conversation, admission.User, admission.Origins));
    }

    /// <summary>Everything a client needs to listen to a conversation from a watermark on.</summary>
    public IResult Describe(
        HttpRequest request, int status, DirectLineConversation conversation, long watermark, IReadOnlyList<string>? origins) =>
        Results.Json(Session(request, conversation, watermark, origins), DirectLineJson.Default.TokenBody, statusCode: status);

    public TokenBody Session(HttpRequest request, DirectLineConversation conversation, long watermark, IReadOnlyList<string>? origins)
    {
        var query = string.Create(
            CultureInfo.InvariantCulture, $"watermark={watermark}&t={tokens.IssueForStream(conversation.Id, origins)}");
        conversation.GoOnListening();
        var streamUrl = origin.WebSocketAddress(request, $"{DirectLineRoutes.Base}/conversations/{conversation.Id}/stream?{query}");
        return Body(conversation.Id, tokens.Issue(conversation.Id, conversation.UserId, origins), streamUrl);
    }

    private IResult Token(int status, string conversation, string token) =>
        Results.Json(Body(conversation, token, streamUrl: null), DirectLineJson.Default.TokenBody, statusCode: status);

    private TokenBody Body(string conversation, string token, string? streamUrl) =>
        new(conversation, token, (int)options.Value.TokenLife.TotalSeconds, streamUrl);

    /// <summary>The body that asks for a token or a conversation; none is as good as an empty one.</summary>
    public static async Task<(StartBody? Body, DirectLineError? Refusal)> ReadStartAsync(HttpRequest request)
    {
        if (await BoundedBody.ReadAsync(request, LargestBody) is not { } bytes)
            return (null, DirectLineError.PayloadTooLarge(LargestBody));
        if (bytes.Length == 0)
            return (null, null);
        try
        {
            return (JsonSerializer.Deserialize(bytes, DirectLineJson.Default.StartBody), null);
        }
        catch (JsonException)
        {
            return (null, DirectLineError.BadArgument("""This address takes {"user":{"id":"…"},"locale":"…"} or an empty body."""));
        }
    }
}
