using System.Globalization;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.DirectLine.Uploads;

/// <summary>
/// <c>/conversations/{id}/upload</c> and the files that came by it. Off unless <see cref="DirectLineOptions.Uploads"/> is set: nobody here
/// looks at a picture, and the bot says so.
/// </summary>
internal sealed class UploadEndpoints(
    Gate gate, ConversationTokens tokens, ConversationStore conversations, Turns turns, PublicOrigin origin, IOptions<DirectLineOptions> options)
{
    // Each holds a whole body in memory.
    private const int MostAtOnce = 4;

    // What a form has around its files.
    private const int FormBytes = 64 * 1024;

    private int _running;

    public async Task<IResult> UploadAsync(HttpRequest request, string id)
    {
        if (!options.Value.Uploads)
            return DirectLineError.UploadsDisabled;
        using var admission = await gate.AdmitAsync(request, id);
        if (admission.Conversation is not { } conversation)
            return admission.Refusal!;
        try
        {
            return Interlocked.Increment(ref _running) > MostAtOnce
                ? DirectLineError.Full with { RetryAfterSeconds = 5 }
                : await TakeAsync(request, conversation, admission.User);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>One file, to whoever has its address: for saving, never to be run or shown as a page of ours.</summary>
    public async Task<IResult> ReadAsync(HttpRequest request, string id, string number)
    {
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var file))
            return DirectLineError.UnknownRoute;
        if (request.Query["t"] is not [{ Length: > 0 } token])
            return DirectLineError.Unauthorized;
        var reading = await tokens.ReadUploadAsync(token);
        if (reading.Verdict != TokenVerdict.Valid || reading.Conversation != NameOf(id, file))
            return reading.Verdict == TokenVerdict.Expired ? DirectLineError.TokenExpired : DirectLineError.Forbidden;
        using var lease = await conversations.FindAsync(id);
        if (lease is null || await lease.Conversation.Uploads.ReadAsync(file) is not { } bytes || UploadKind.Of(bytes) is not { } kind)
            return DirectLineError.UnknownConversation;
        var headers = request.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return Results.Bytes(bytes, kind.ContentType, fileDownloadName: kind.NameFor(null));
    }

    private async Task<IResult> TakeAsync(HttpRequest request, DirectLineConversation conversation, string? user)
    {
        if (await BoundedBody.ReadAsync(request, options.Value.MaximumUploadBytes + FormBytes) is not { } body)
            return DirectLineError.PayloadTooLarge(options.Value.MaximumUploadBytes);
        var (activity, files, refusal) = await UploadBody.ReadAsync(request, body);
        if (refusal is null && files.Sum(file => (long)file.Bytes.Length) > options.Value.MaximumUploadBytes)
            refusal = DirectLineError.PayloadTooLarge(options.Value.MaximumUploadBytes);
        activity ??= new Activity { Type = ActivityTypes.Message };
        if (activity.From?.Id is not { Length: > 0 })
            activity.From = new ChannelAccount(request.Query["userId"].ToString());
        refusal ??= activity.Type != ActivityTypes.Message ? DirectLineError.BadArgument("Files go with a message.")
            : conversation.Ended ? DirectLineError.ConversationEnded
            : IncomingActivity.Address(activity, conversation, user);
        if (refusal is not null)
            return refusal;
        if (!conversation.TryQueue())
            return DirectLineError.TooManyWaiting;
        try
        {
            if (await conversation.Uploads.KeepAsync(files) is not { } numbers)
                return DirectLineError.TooManyFiles;
            activity.Attachments = [.. files.Zip(numbers, (file, number) => new Attachment
            {
                ContentType = file.Kind.ContentType,
                Name = file.Name,
                ContentUrl = AddressOf(request, conversation.Id, number),
            })];
            var clientId = ActivityWire.ClientActivityId(activity);
            return Results.Json(
                new IdBody(await conversation.TakeInAsync(activity, clientId, one => turns.RunAsync(request, conversation, one))),
                DirectLineJson.Default.IdBody);
        }
        finally
        {
            conversation.LeaveQueue();
        }
    }

    private string AddressOf(HttpRequest request, string id, long number) => string.Create(
        CultureInfo.InvariantCulture,
        $"{origin.Of(request)}{request.PathBase}{DirectLineRoutes.Base}/conversations/{id}/uploads/{number}?t={tokens.IssueForUpload(NameOf(id, number))}");

    private static string NameOf(string id, long number) => string.Create(CultureInfo.InvariantCulture, $"{id}/{number}");
}
