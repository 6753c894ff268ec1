using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace HipFaqBot.EndToEnd.Tests;

/// <summary>A message that somebody sent, and the number that acknowledged it.</summary>
internal sealed record Acknowledgement(string ClientId, int Number);

/// <summary>An activity as the log of its conversation has it.</summary>
internal sealed record LoggedActivity(string Id, int Number, string? ClientId, string? ReplyTo);

/// <summary>A person who talks to the service over Direct Line by HTTP alone.</summary>
internal sealed class PlainClient
{
    private readonly HttpClient _http;
    private readonly string _path;
    private readonly List<Acknowledgement> _acknowledged = [];

    private PlainClient(HttpClient http, string path)
    {
        _http = http;
        _path = path;
    }

    public IReadOnlyList<Acknowledgement> Acknowledged => _acknowledged;

    /// <summary>The id of the message that was sent last and never acknowledged.</summary>
    public string? Unacknowledged { get; set; }

    public static string NewMessage() => Guid.NewGuid().ToString();

    public static async Task<PlainClient> StartAsync(Uri service)
    {
        var http = new HttpClient { BaseAddress = new Uri(service, "/v3/directline/") };
        var token = (await ReadJsonAsync(await http.PostAsync("tokens/generate", null))).GetProperty("token").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var conversation = (await ReadJsonAsync(await http.PostAsync("conversations", null))).GetProperty("conversationId").GetString();
        return new PlainClient(http, $"conversations/{conversation}/activities");
    }

    /// <summary>Says one thing after the other until the service is gone.</summary>
    public async Task TalkUntilNobodyAnswersAsync(Action acknowledged)
    {
        while (true)
        {
            var message = NewMessage();
            try
            {
                await SayAsync(message);
            }
            // A process that is killed breaks the connection before or within its answer.
            catch (Exception exception) when (exception is HttpRequestException { StatusCode: null } or IOException)
            {
                Unacknowledged = message;
                return;
            }

            acknowledged();
        }
    }

    public async Task SayAsync(string clientId)
    {
        var answer = await ReadJsonAsync(await _http.PostAsJsonAsync(_path, new
        {
            type = "message",
            text = "How long does hip physical therapy take?",
            channelData = new { clientActivityID = clientId },
        }));
        _acknowledged.Add(new Acknowledgement(clientId, NumberOf(answer.GetProperty("id").GetString()!)));
    }

    /// <summary>All that came after this watermark.</summary>
    public async Task<IReadOnlyList<LoggedActivity>> ReadAsync(int watermark)
    {
        var all = new List<LoggedActivity>();
        while (true)
        {
            var set = await ReadJsonAsync(await _http.GetAsync($"{_path}?watermark={watermark}"));
            var page = set.GetProperty("activities").EnumerateArray().Select(Logged).ToList();
            if (page.Count == 0)
                return all;
            all.AddRange(page);
            watermark = int.Parse(set.GetProperty("watermark").GetString()!, CultureInfo.InvariantCulture);
        }
    }

    private static LoggedActivity Logged(JsonElement activity)
    {
        var id = activity.GetProperty("id").GetString()!;
        var clientId = activity.TryGetProperty("channelData", out var data) && data.ValueKind == JsonValueKind.Object
            && data.TryGetProperty("clientActivityID", out var given) ? given.GetString() : null;
        return new LoggedActivity(id, NumberOf(id), clientId, activity.TryGetProperty("replyToId", out var replyTo) ? replyTo.GetString() : null);
    }

    private static int NumberOf(string id) => int.Parse(id.AsSpan(id.LastIndexOf('|') + 1), CultureInfo.InvariantCulture);

    private static async Task<JsonElement> ReadJsonAsync(HttpResponseMessage response)
    {
        using (response)
            return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }
}
