using System.IO.Pipelines;
using System.Text.Json;
using HipFaqBot.BotBuilder.Schema;
using Microsoft.AspNetCore.Http;

namespace HipFaqBot.BotBuilder.Integration.AspNet.Core;

/// <summary>Activities in HTTP requests and responses.</summary>
public static class HttpHelper
{
    /// <summary>Largest request body: protocol limit of this bot, far above any activity that a channel sends.</summary>
    internal const int MaxBodyBytes = 1024 * 1024;

    /// <summary>
    /// Reads the body as JSON; what is no JSON of that type gives the type's default. The content type is not looked at.
    /// A body over 1 MiB throws <see cref="BadHttpRequestException"/> with status 413.
    /// </summary>
    public static async Task<T?> ReadRequestAsync<T>(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ContentLength > MaxBodyBytes) throw TooLarge();
        var reader = request.BodyReader;
        var first = await reader.ReadAsync(request.HttpContext.RequestAborted);
        if (first is { IsCompleted: true, Buffer: { IsSingleSegment: true, Length: <= MaxBodyBytes } whole })
        {
            // As nearly all come: read where it lies.
            var value = Read<T>(whole.FirstSpan);
            reader.AdvanceTo(whole.End);
            return value;
        }

        var body = await GatherAsync(reader, first, request);
        return Read<T>(body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    /// <summary>Writes status and body; no response of the bot's own is 200 without a body.</summary>
    public static Task WriteResponseAsync(HttpResponse response, InvokeResponse? invokeResponse)
    {
        ArgumentNullException.ThrowIfNull(response);
        return Answer.Of(invokeResponse).WriteAsync(response);
    }

    private static T? Read<T>(ReadOnlySpan<byte> body)
    {
        try
        {
            return ActivityJson.Deserialize<T>(body);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static async Task<MemoryStream> GatherAsync(PipeReader reader, ReadResult read, HttpRequest request)
    {
        var body = new MemoryStream((int)(request.ContentLength ?? 4096));
        while (true)
        {
            foreach (var segment in read.Buffer) body.Write(segment.Span);
            reader.AdvanceTo(read.Buffer.End);
            if (body.Length > MaxBodyBytes) throw TooLarge();
            if (read.IsCompleted) return body;
            read = await reader.ReadAsync(request.HttpContext.RequestAborted);
        }
    }

    private static BadHttpRequestException TooLarge() =>
        new("The request body is larger than 1 MiB.", StatusCodes.Status413PayloadTooLarge);
}
