using System.Text.Json;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.DirectLine.Chat;

/// <summary>
/// <c>/chat/…</c>: what the chat page of this origin asks, and nobody else may: a conversation, the same one again when its token has
/// expired, a fresh one, and to be forgotten.
/// </summary>
internal sealed class ChatEndpoints(
    ConversationStore conversations,
    ResumeTickets tickets,
    TokenEndpoints tokens,
    AzureDirectLine azure,
    StartLimit starts,
    PublicOrigin origin,
    IOptions<DirectLineOptions> options,
    IOptions<WidgetOptions> widget)
{
    private const int LargestBody = 4096;

    // 256 bits in base64url.
    private const int TicketLength = 43;

    /// <summary>A conversation of a new user, with the first ticket to come back to it.</summary>
    public async Task<IResult> StartAsync(HttpRequest request)
    {
        if (!origin.IsOwnPage(request))
            return DirectLineError.NotOurPage;
        return await NewAsync(request);
    }

    /// <summary>Trades a ticket for a new token of its conversation and the next ticket.</summary>
    public async Task<IResult> ResumeAsync(HttpRequest request)
    {
        var (body, refusal) = await ReadAsync(request);
        if (refusal is not null)
            return refusal;
        if (await tickets.TradeAsync(body!.Ticket!) is not var (id, next))
            return DirectLineError.BadTicket;
        using var lease = await conversations.FindAsync(id);
        return lease is null ? DirectLineError.BadTicket : Session(request, StatusCodes.Status200OK, lease.Conversation, body.Watermark, next);
    }

    /// <summary>Erases the conversation of a ticket and begins another one, of another user.</summary>
    public async Task<IResult> StartOverAsync(HttpRequest request)
    {
        var (body, refusal) = await ReadAsync(request);
        if (refusal is not null)
            return refusal;
        // A ticket that is no longer good has nothing left to erase, and the person gets a new conversation all the same.
        if (await tickets.FindAsync(body!.Ticket!) is { } id)
            await conversations.EraseAsync(id);
        return await NewAsync(request);
    }

    /// <summary>Erases the conversation of a ticket.</summary>
    public async Task<IResult> ForgetAsync(HttpRequest request)
    {
        var (body, refusal) = await ReadAsync(request);
        if (refusal is not null)
            return refusal;
        return await tickets.FindAsync(body!.Ticket!) is { } id && await conversations.EraseAsync(id)
            ? Results.NoContent()
            : DirectLineError.BadTicket;
    }

    private async Task<IResult> NewAsync(HttpRequest request)
    {
        if (!options.Value.Anonymous)
            return DirectLineError.Unauthorized;
        if (!starts.TryCount(request))
            return DirectLineError.TooManyStarts;
        if (widget.Value.IsAzure)
            return await azure.StartAsync(request);
        var (lease, _, _) = await conversations.FindOrCreateAsync(ConversationTokens.NewId(), TokenEndpoints.NewUser());
        using (lease)
        {
            return lease is null
                ? DirectLineError.Full
                : Session(request, StatusCodes.Status201Created, lease.Conversation, watermark: 0, await tickets.IssueAsync(lease.Conversation));
        }
    }

    private IResult Session(HttpRequest request, int status, DirectLineConversation conversation, long watermark, string ticket)
    {
        var session = tokens.Session(request, conversation, watermark, origin.BindingOf(request));
        var body = new ChatSession(
            session.ConversationId, session.Token, session.ExpiresIn, $"{request.PathBase}{DirectLineRoutes.Base}", session.StreamUrl, ticket);
        return Results.Json(body, DirectLineJson.Default.ChatSession, statusCode: status);
    }

    private async Task<(TicketBody? Body, DirectLineError? Refusal)> ReadAsync(HttpRequest request)
    {
        if (!origin.IsOwnPage(request))
            return (null, DirectLineError.NotOurPage);
        if (widget.Value.IsAzure)
            return (null, DirectLineError.NoTickets);
        if (await BoundedBody.ReadAsync(request, LargestBody) is not { } bytes)
            return (null, DirectLineError.PayloadTooLarge(LargestBody));
        try
        {
            return JsonSerializer.Deserialize(bytes, DirectLineJson.Default.TicketBody) is { Ticket.Length: TicketLength, Watermark: >= 0 } body
                ? (body, null)
                : (null, DirectLineError.BadTicket);
        }
        catch (JsonException)
        {
            return (null, DirectLineError.BadArgument("""This address takes {"ticket":"…","watermark":0}."""));
        }
    }
}
