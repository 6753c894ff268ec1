using System.Globalization;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.DirectLine;

/// <summary><c>/conversations</c>: to start one, to come back to one, and to say and hear something in it.</summary>
internal sealed class ConversationEndpoints(
    Gate gate,
    ConversationTokens tokens,
    TokenEndpoints tokenEndpoints,
    ConversationStore conversations,
    DirectLineAdapter adapter,
    PublicOrigin origin,
    IHostApplicationLifetime lifetime,
    TimeProvider timeProvider,
    IOptions<DirectLineOptions> options,
    ILogger<ConversationEndpoints> logger)
{
    private const int PageSize = 100;

    public async Task<IResult> StartAsync(HttpRequest request)
    {
        var admission = await gate.AdmitAsync(request);
        if (admission.Refusal is { } refusal)
            return refusal;
        var (body, problem) = await TokenEndpoints.ReadStartAsync(request);
        if (problem is not null)
            return problem;
        var id = admission.TokenConversation ?? ConversationTokens.NewId();
        var user = admission.HasSecret ? body?.User?.Id : admission.User;
        if (conversations.FindOrCreate(id, string.IsNullOrEmpty(user) ? null : user) is not var (conversation, isNew))
            return Full();

        if (isNew)
            Log.ConversationStarted(logger, id);
        // The welcome is in the log before the client opens its socket, and is replayed from the beginning.
        await conversation.StartOnceAsync(
            () => RunTurnAsync(request, conversation, IncomingActivity.ConversationUpdate(conversation, body?.Locale)));
        return Describe(request, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, conversation, watermark: 0);
    }

    public async Task<IResult> ReconnectAsync(HttpRequest request, string id)
    {
        var admission = await gate.AdmitAsync(request, id);
        if (admission.Conversation is not { } conversation)
            return admission.Refusal!;
        return TryReadWatermark(request, out var watermark)
            ? Describe(request, StatusCodes.Status200OK, conversation, watermark)
            : BadWatermark();
    }

    public async Task<IResult> ReadActivitiesAsync(HttpRequest request, string id)
    {
        var admission = await gate.AdmitAsync(request, id);
        if (admission.Conversation is not { } conversation)
            return admission.Refusal!;
        return TryReadWatermark(request, out var watermark)
            ? Results.Bytes(ActivityWire.Set(conversation.Log.ReadAfter(watermark, PageSize)), "application/json; charset=utf-8")
            : BadWatermark();
    }

    public async Task<IResult> PostActivityAsync(HttpRequest request, string id)
    {
        var admission = await gate.AdmitAsync(request, id);
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
        if (!conversations.HasRoomFor(body.Length))
            return Full();
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
        var admission = await gate.AdmitStreamAsync(request, id);
        if (admission.Conversation is not { } conversation)
            return admission.Refusal!;
        if (!TryReadWatermark(request, out var watermark))
            return BadWatermark();
        var sockets = request.HttpContext.WebSockets;
        if (!sockets.IsWebSocketRequest)
            return DirectLineError.NotAnUpgrade;
        using var socket = new StreamSocket(await sockets.AcceptWebSocketAsync(), conversation, watermark, options.Value, timeProvider);
        await socket.RunAsync(lifetime.ApplicationStopping);
        return Results.Empty;
    }

    private async Task<string> TakeInAsync(HttpRequest request, DirectLineConversation conversation, Activity activity)
    {
        if (activity.Type == ActivityTypes.Typing)
        {
            // Nobody but the bot reads it, and nothing is kept.
            activity.Id = ConversationTokens.NewId();
            activity.Timestamp = timeProvider.GetUtcNow();
        }
        else
        {
            var (id, isNew) = conversation.Accept(activity, ActivityWire.ClientActivityId(activity));
            if (!isNew)
                return id;
        }

        // The bot may change the activity, so the id is taken first.
        var given = activity.Id!;
        await RunTurnAsync(request, conversation, IncomingActivity.ForTheBot(activity));
        return given;
    }

    private DirectLineError Full()
    {
        Log.ServiceFull(logger, conversations.Count);
        return DirectLineError.Full;
    }

    // A turn goes on when the client hangs up: what it said is in the log, and the answer will be read on the stream.
    private Task RunTurnAsync(HttpRequest request, DirectLineConversation conversation, Activity activity) =>
        adapter.RunTurnAsync(
            conversation, activity, request.HttpContext.RequestServices.GetRequiredService<IBot>(), origin.AddressFor(request), lifetime.ApplicationStopping);

    private IResult Describe(HttpRequest request, int status, DirectLineConversation conversation, long watermark)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"watermark={watermark}&t={tokens.IssueForStream(conversation.Id)}");
        var streamUrl = origin.WebSocketAddress(request, $"{DirectLineRoutes.Base}/conversations/{conversation.Id}/stream?{query}");
        return tokenEndpoints.Token(status, conversation.Id, tokens.Issue(conversation.Id, conversation.UserId), streamUrl);
    }

    // Nothing, empty and "-" mean from the beginning, so that a page that was reloaded shows what was said.
    private static bool TryReadWatermark(HttpRequest request, out long watermark)
    {
        watermark = 0;
        var text = request.Query["watermark"].ToString();
        return text is "" or "-" || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out watermark);
    }

    private static DirectLineError BadWatermark() => DirectLineError.BadArgument("'watermark' must be one that this service gave.");
}
