using HipFaqBot.BotBuilder.Schema;
using Microsoft.AspNetCore.Http;

namespace HipFaqBot.BotBuilder.Integration.AspNet.Core;

/// <summary>What a request is answered with, as it goes out.</summary>
internal sealed record Answer(int Status, byte[]? Body = null)
{
    /// <summary>Too much waits in that conversation: the caller is to come back.</summary>
    public static Answer Busy { get; } = new(StatusCodes.Status503ServiceUnavailable) { Failed = true, RetryAfter = "1" };

    /// <summary>True if the turn failed in a way that may be mended by running it again.</summary>
    public bool Failed { get; init; }

    /// <summary>When the caller may come back, seconds.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>
    /// No response of the bot's own is 200 without a body. What cannot be written as JSON throws here, and leaves no half a body
    /// behind a status of success.
    /// </summary>
    public static Answer Of(InvokeResponse? response) => new(
        response?.Status ?? StatusCodes.Status200OK,
        response?.Body is { } body ? ActivityJson.SerializeToUtf8Bytes(body) : null);

    public async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        if (RetryAfter is not null) response.Headers.RetryAfter = RetryAfter;
        if (Body is null) return;
        response.ContentType = "application/json";
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, response.HttpContext.RequestAborted);
    }
}
