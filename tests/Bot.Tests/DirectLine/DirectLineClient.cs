using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace HipFaqBot.Bot.Tests.DirectLine;

internal sealed record Answer(HttpStatusCode Status, JsonElement Body, HttpResponseHeaders Headers)
{
    public string ErrorCode => Body.GetProperty("error").GetProperty("code").GetString()!;

    public string Text(string name) => Body.GetProperty(name).GetString()!;
}

/// <summary>A Direct Line client of the plainest kind: what it sends and gets is what stands in the test.</summary>
internal sealed class DirectLineClient(ChannelHost host)
{
    public string Conversation { get; private set; } = "";

    public string Token { get; set; } = "";

    public string StreamUrl { get; private set; } = "";

    public string User => JsonDocument.Parse(Base64Url(Token.Split('.')[1])).RootElement.GetProperty("user").GetString()!;

    /// <summary>A client with a token and a started conversation.</summary>
    public static async Task<DirectLineClient> StartAsync(ChannelHost host)
    {
        var client = new DirectLineClient(host);
        client.Take(await client.SendAsync(HttpMethod.Post, "tokens/generate"));
        client.Take(await client.SendAsync(HttpMethod.Post, "conversations", "{\"user\":{}}"));
        return client;
    }

    public void Take(Answer answer)
    {
        Conversation = answer.Text("conversationId");
        Token = answer.Text("token");
        if (answer.Body.TryGetProperty("streamUrl", out var url))
            StreamUrl = url.GetString()!;
    }

    public Task<Answer> SayAsync(string text, string? clientActivityId = null) => PostAsync(JsonSerializer.Serialize(new
    {
        type = "message",
        text,
        from = new { id = "anybody" },
        channelData = new { clientActivityID = clientActivityId ?? Guid.NewGuid().ToString() },
    }));

    public Task<Answer> PostAsync(string body) => SendAsync(HttpMethod.Post, $"conversations/{Conversation}/activities", body);

    public Task<Answer> ReadAsync(string? watermark = null) =>
        SendAsync(HttpMethod.Get, $"conversations/{Conversation}/activities" + (watermark is null ? "" : $"?watermark={watermark}"));

    public async Task<IReadOnlyList<string>> TextsAsync(string? watermark = null) =>
        [.. (await ReadAsync(watermark)).Body.GetProperty("activities").EnumerateArray().Select(activity => activity.GetProperty("text").GetString()!)];

    /// <summary>What the chat page asks, as a page of this origin.</summary>
    public Task<Answer> ChatAsync(string what, string? body = null) =>
        SendAsync(HttpMethod.Post, $"/chat/{what}", body, ("Sec-Fetch-Site", "same-origin"));

    /// <summary>The same client after the service was started anew.</summary>
    public DirectLineClient At(ChannelHost again)
    {
        var client = new DirectLineClient(again) { Token = Token };
        client.Conversation = Conversation;
        return client;
    }

    public Task<Answer> SendAsync(HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"), headers);

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (Token.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await host.Http.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        return new Answer(response.StatusCode, bytes.Length == 0 ? default : JsonDocument.Parse(bytes).RootElement, response.Headers);
    }

    public async Task<ListeningSocket> ListenAsync(string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(new Uri(StreamUrl), TestTime.Out());
        return new ListeningSocket(socket);
    }

    private static string Base64Url(string text) =>
        Encoding.UTF8.GetString(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes(text));
}

internal static class TestTime
{
    /// <summary>When a test gives up. Nothing waits for it otherwise.</summary>
    public static CancellationToken Out() => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;
}

internal sealed class ListeningSocket(ClientWebSocket socket) : IDisposable
{
    public ClientWebSocket Socket => socket;

    /// <summary>The next frame as it came; null when the service closed the socket.</summary>
    public async Task<string?> FrameAsync()
    {
        var buffer = new byte[1024 * 1024];
        var length = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length), TestTime.Out());
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            length += received.Count;
            if (received.EndOfMessage)
                return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }

    /// <summary>Activities in the order they came, until there are so many.</summary>
    public async Task<IReadOnlyList<JsonElement>> ActivitiesAsync(int count)
    {
        var activities = new List<JsonElement>();
        while (activities.Count < count)
        {
            if (await FrameAsync() is { Length: > 0 } frame)
                activities.AddRange(JsonDocument.Parse(frame).RootElement.GetProperty("activities").EnumerateArray());
        }

        return activities;
    }

    public void Dispose() => socket.Dispose();
}
