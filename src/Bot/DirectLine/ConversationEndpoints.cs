using System.Globalization;
using HipFaqBot.Bot.DirectLine.Storage;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.DirectLine;

/// <summary><c>/conversations</c>: to start one, to come back to one, and to say and hear something in it.</summary>
internal sealed class ConversationEndpoints(
    Gate gate,
    TokenEndpoints tokenEndpoints,
    ConversationStore conversations,
    Turns turns,
    SocketCount sockets,
    IHostApplicationLifetime lifetime,
    TimeProvider timeProvider,
    IOptions<DirectLineOptions> options,
    ILogger<ConversationEndpoints> logger)
{
    private const int PageSize = 100;

    public async Task<IResult> StartAsync(HttpRequest request)
    {
        using var admission = await gate.AdmitAsync(request);
        if (admission.Refusal is { } refusal)
            return refusal;
        var (body, problem) = await TokenEndpoints.ReadStartAsync(request);
        if (problem is not null)
            return problem;
        var id = admission.TokenConversation ?? ConversationTokens.NewId();
        var user = admission.HasSecret ? body?.User?.Id : admission.User;
        var origins = admission.HasSecret ? body?.TrustedOrigins : admission.Origins;
        var (lease, isNew, isFull) = await conversations.FindOrCreateAsync(id, string.IsNullOrEmpty(user) ? null : user);
        using (lease)
        {
            if (lease is null)
                return isFull ? await FullAsync() : DirectLineError.UnknownConversation;
            // A chat page's conversation was made with its token; for the client it is new until something was said in it.
            isNew |= lease.Conversation.Log.Given == 0;
            if (isNew)
                Log.ConversationStarted(logger, id);
            // The welcome is in the log before the client opens its socket, and is replayed from the beginning.
            await turns.StartAsync(request, lease.Conversation, body?.Locale);
            return tokenEndpoints.Describe(
                request, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, lease.Conversation, watermark: 0, origins);
        }
    }

    public async Task<IResult> ReconnectAsync(HttpRequest request, string id)
    {
        using var admission = await gate.AdmitAsync(request, id);
        if (admission.Conversation is not { } conversation)
            return admission.Refusal!;
        turns.GoOn(request, conversation);
        return TryReadWatermark(request, out var watermark)
            ? tokenEndpoints.Describe(request, StatusCodes.Status200OK, conversation, watermark, admission.Origins)
            : BadWatermark();
    }

    public async Task<IResult> ReadActivitiesAsync(HttpRequest request, string id)
    {
        if (!TryReadWatermark(request, out var watermark))
        {
            using var wrong = await gate.AdmitAsync(request, id);
            return wrong.Refusal ?? BadWatermark();
        }

        try
        {
            using var admission = await gate.AdmitAsync(request, id);
            if (admission.Conversation is not { } conversation)
                return admission.Refusal!;
            turns.GoOn(request, conversation);
            return Set(await conversation.Log.ReadAfterAsync(watermark, PageSize));
        }
        catch (ConversationsUnavailableException)
        {
            // A polling client gives up for good at the first status but 200. So there is nothing new, for now.
            return Set(new LogPage([], watermark));
        }
    }

    public async Task<IResult> PostActivityAsync(HttpRequest request, string id)
    {
        using var admission = await gate.AdmitAsync(request, id);
        if (admission.Conversation is not { } conversation)
            return admission.Refusal!;
        if (await BoundedBody.ReadAsync(request, options.Value.MaximumActivityBytes) is not { } body)
            return DirectLineError.PayloadTooLarge(options.Value.MaximumActivityBytes);
        var (activity, refusal) = IncomingActivity.Read(body);
        refusal ??= conversation.Ended
            ? DirectLineError.ConversationEnded
            : IncomingActivity.Address(activity!, conversation, admission.User);
        if (refusal is not null)
            return refusal;
        if (!await conversations.HasRoomForAsync(body.Length))
            return await FullAsync();
        turns.GoOn(request, conversation);
        if (!conversation.TryQueue())
            return DirectLineError.TooManyWaiting;
        try
        {
            return Results.Json(new IdBody(await TakeInAsync(request, conversation, activity!)), DirectLineJson.Default.IdBody);
        }
        finally
        {
            conversation.LeaveQueue();
        }
    }

    public async Task<IResult> StreamAsync(HttpRequest request, string id)
    {
        using var admission = await gate.AdmitStreamAsync(request, id);
        if (admission.Conversation is not { } conversation)
            return admission.Refusal!;
        if (!TryReadWatermark(request, out var watermark))
            return BadWatermark();
        var upgrade = request.HttpContext.WebSockets;
        if (!upgrade.IsWebSocketRequest)
            return DirectLineError.NotAnUpgrade;
        if (!sockets.TryEnter())
            return DirectLineError.Full;
        try
        {
            turns.GoOn(request, conversation);
            var socket = new StreamSocket(await upgrade.AcceptWebSocketAsync(), conversation, watermark, options.Value, timeProvider);
            await socket.RunAsync(lifetime.ApplicationStopping);
        }
        finally
        {
            sockets.Leave();
        }

        return Results.Empty;
    }

    private Task<string> TakeInAsync(HttpRequest request, DirectLineConversation conversation, Activity activity)
    {
        if (activity.Type != ActivityTypes.Typing)
            return conversation.TakeInAsync(activity, ActivityWire.ClientActivityId(activity), one => turns.RunAsync(request, conversation, one));
        // Nobody but the bot reads it, and nothing is kept.
        activity.Id = ConversationTokens.NewId();
        activity.Timestamp = timeProvider.GetUtcNow();
        return TypeAsync(activity.Id);

        async Task<string> TypeAsync(string typed)
        {
            await conversation.InTurnAsync(() => turns.RunAsync(request, conversation, activity));
            return typed;
        }
    }

    private async Task<DirectLineError> FullAsync()
    {
        Log.ServiceFull(logger, await conversations.CountAsync());
        return DirectLineError.Full;
    }

    private static IResult Set(LogPage page) => Results.Bytes(ActivityWire.Set(page), "application/json; charset=utf-8");

    // Nothing, empty and "-" mean from the beginning, so that a page that was reloaded shows what was said.
    private static bool TryReadWatermark(HttpRequest request, out long watermark)
    {
        watermark = 0;
        var text = request.Query["watermark"].ToString();
        return text is "" or "-" || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out watermark);
    }

    private static DirectLineError BadWatermark() => DirectLineError.BadArgument("'watermark' must be one that this service gave.");
}
