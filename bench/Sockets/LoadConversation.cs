using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace HipFaqBot.Bench.Sockets;

/// <summary>One person: a conversation over HTTP and WebSocket as every Direct Line client has it, keeping account of every activity.</summary>
internal sealed class LoadConversation(HttpClient http, Latencies latencies) : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    // By the client's id of a question, when it was due; then by the id that the service gave it.
    private readonly ConcurrentDictionary<string, long> _asked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _echoed = new(StringComparer.Ordinal);
    private readonly HashSet<long> _heard = [];
    private string _id = "";
    private string _token = "";
    private Task? _listening;

    /// <summary>Questions that the service took.</summary>
    public int Taken => _taken;

    /// <summary>Questions that failed, with their status.</summary>
    public ConcurrentQueue<string> Refusals { get; } = new();

    /// <summary>Activities that came twice over the socket.</summary>
    public int Doubled { get; private set; }

    /// <summary>Activities heard.</summary>
    public int Heard => _heard.Count;

    /// <summary>Questions whose first answer came.</summary>
    public int Answered { get; private set; }

    private int _taken;

    public async Task OpenAsync()
    {
        using (var token = await SendAsync(HttpMethod.Post, "tokens/generate"))
            _token = token.RootElement.GetProperty("token").GetString()!;
        using var start = await SendAsync(HttpMethod.Post, "conversations", "{\"user\":{}}");
        _id = start.RootElement.GetProperty("conversationId").GetString()!;
        _token = start.RootElement.GetProperty("token").GetString()!;
        var welcomed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _socket.ConnectAsync(new Uri(start.RootElement.GetProperty("streamUrl").GetString()!), CancellationToken.None);
        _listening = ListenAsync(welcomed);
        await welcomed.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Asks; the time of the answer counts from when the question was due.</summary>
    public async Task AskAsync(string question, long due)
    {
        var client = Guid.NewGuid().ToString("N");
        _asked[client] = due;
        var body = JsonSerializer.Serialize(
            new { type = "message", text = question, from = new { id = "load" }, locale = "en", channelData = new { clientActivityID = client } });
        try
        {
            using var answer = await SendAsync(HttpMethod.Post, $"conversations/{_id}/activities", body);
            Interlocked.Increment(ref _taken);
        }
        catch (HttpRequestException exception)
        {
            Refusals.Enqueue(exception.StatusCode?.ToString() ?? exception.HttpRequestError.ToString());
        }
    }

    /// <summary>
    /// Reads the whole conversation anew and holds it against what was heard: how many activities the service has that the socket
    /// never brought, and how many questions it took that have no answer.
    /// </summary>
    public async Task<(int NotHeard, int NotAnswered)> CompareAsync()
    {
        var kept = new HashSet<long>();
        var asked = new HashSet<string>(StringComparer.Ordinal);
        var watermark = "0";
        while (true)
        {
            using var set = await SendAsync(HttpMethod.Get, $"conversations/{_id}/activities?watermark={watermark}");
            var activities = set.RootElement.GetProperty("activities");
            if (activities.GetArrayLength() == 0)
                break;
            watermark = set.RootElement.GetProperty("watermark").GetString()!;
            foreach (var activity in activities.EnumerateArray())
            {
                kept.Add(NumberOf(activity));
                if (activity.GetProperty("from").GetProperty("role").GetString() == "user")
                    asked.Add(activity.GetProperty("id").GetString()!);
                else if (activity.TryGetProperty("replyToId", out var question))
                    asked.Remove(question.GetString()!);
            }
        }

        return (kept.Count(number => !_heard.Contains(number)), asked.Count);
    }

    public async Task CloseAsync()
    {
        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        await _listening!;
    }

    public void Dispose() => _socket.Dispose();

    private async Task ListenAsync(TaskCompletionSource welcomed)
    {
        var buffer = new byte[4096];
        var length = 0;
        try
        {
            while (true)
            {
                if (length == buffer.Length)
                    Array.Resize(ref buffer, 2 * buffer.Length);
                var received = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                    return;
                length += received.Count;
                if (!received.EndOfMessage)
                    continue;
                if (length > 0)
                    Hear(buffer.AsMemory(0, length), Stopwatch.GetTimestamp());
                length = 0;
                if (_heard.Count > 0)
                    welcomed.TrySetResult();
            }
        }
        catch (WebSocketException exception)
        {
            Refusals.Enqueue($"socket: {exception.WebSocketErrorCode}");
            welcomed.TrySetException(exception);
        }
    }

    private void Hear(ReadOnlyMemory<byte> frame, long now)
    {
        using var set = JsonDocument.Parse(frame);
        foreach (var activity in set.RootElement.GetProperty("activities").EnumerateArray())
        {
            if (activity.GetProperty("type").GetString() == "typing")
                continue;
            if (!_heard.Add(NumberOf(activity)))
                Doubled++;
            if (activity.GetProperty("from").GetProperty("role").GetString() == "user")
            {
                var client = activity.GetProperty("channelData").GetProperty("clientActivityID").GetString()!;
                if (_asked.TryRemove(client, out var due))
                    _echoed[activity.GetProperty("id").GetString()!] = due;
            }
            else if (activity.TryGetProperty("replyToId", out var question) && _echoed.Remove(question.GetString()!, out var due))
            {
                Answered++;
                latencies.Add(Stopwatch.GetElapsedTime(due, now));
            }
        }
    }

    private static long NumberOf(JsonElement activity) =>
        long.Parse(activity.GetProperty("id").GetString()!.Split('|')[^1], CultureInfo.InvariantCulture);

    private async Task<JsonDocument> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (_token.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
    }
}
