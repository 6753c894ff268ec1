using System.Text.Json;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.DirectLine;

/// <summary><c>/tokens</c>: how a client comes to a token, and keeps it.</summary>
internal sealed class TokenEndpoints(Gate gate, ConversationTokens tokens, IOptions<DirectLineOptions> options)
{
    public const string UserPrefix = "dl_";

    private const int LargestBody = 16 * 1024;

    public async Task<IResult> GenerateAsync(HttpRequest request)
    {
        var admission = gate.AdmitForNewToken(request);
        if (admission.Refusal is { } refusal)
            return refusal;
        // Only who holds the secret may name a user: anybody else could take another person's id and ask the bot what it knows of them.
        var user = UserPrefix + ConversationTokens.NewId();
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
        }

        var conversation = ConversationTokens.NewId();
        return Token(StatusCodes.Status200OK, conversation, tokens.Issue(conversation, user));
    }

    public async Task<IResult> RefreshAsync(HttpRequest request)
    {
        var admission = await gate.AdmitAsync(request);
        if (admission.Refusal is { } refusal)
            return refusal;
        return admission.TokenConversation is { } conversation
            ? Token(StatusCodes.Status200OK, conversation, tokens.Issue(conversation, admission.User))
            : DirectLineError.BadArgument("A secret does not expire: refresh tokens only.");
    }

    public IResult Token(int status, string conversation, string token, string? streamUrl = null) =>
        Results.Json(
            new TokenBody(conversation, token, (int)options.Value.TokenLife.TotalSeconds, streamUrl),
            DirectLineJson.Default.TokenBody,
            statusCode: status);

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
