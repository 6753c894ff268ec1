using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace HipFaqBot.Bench.Sockets;

/// <summary>
/// Conversations that are begun, asked one thing in and left for ever, by the thousand; meanwhile one person goes on asking. Says what
/// the service's memory does and how long that person waits.
/// </summary>
internal static class FloodMeasurement
{
    private const int AtOnce = 16;
    private const string Question = "Should I keep walking with hip pain?";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var abandoned = arguments is [var text, ..] && int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 20_000;
        await using var service = await ServiceUnderLoad.StartAsync();
        using var http = new HttpClient { BaseAddress = service.Address };
        var person = await StartAsync(http);
        await AskAsync(http, person);
        Console.WriteLine($"{abandoned} abandoned conversations, {AtOnce} at once");
        Console.WriteLine("  begun   memory MB   the one who stays waits: median ms   p99 ms");
        var memory = new List<long>();
        for (var begun = 0; begun < abandoned;)
        {
            var part = Math.Max(1, Math.Min(abandoned / 8, abandoned - begun));
            using var ending = new CancellationTokenSource();
            var waits = WaitsAsync(http, person, ending.Token);
            await Parallel.ForAsync(0, part, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) => await AskAsync(http, await StartAsync(http)));
            await ending.CancelAsync();
            begun += part;
            memory.Add(service.Measure().Memory / 1_048_576);
            var sorted = await waits;
            Console.WriteLine($"{begun,7} {memory[^1],11} {sorted[sorted.Count / 2],37:F1} {sorted[(int)(sorted.Count * 0.99)],8:F1}");
        }

        return 0;
    }

    private static async Task<List<double>> WaitsAsync(HttpClient http, (string Id, string Token) person, CancellationToken ending)
    {
        var waits = new List<double>();
        do
        {
            var began = Stopwatch.GetTimestamp();
            await AskAsync(http, person);
            waits.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        while (!ending.IsCancellationRequested);
        waits.Sort();
        return waits;
    }

    private static async Task<(string Id, string Token)> StartAsync(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat/start");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var session = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (session.GetProperty("conversationId").GetString()!, session.GetProperty("token").GetString()!);
    }

    private static async Task AskAsync(HttpClient http, (string Id, string Token) who)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/directline/conversations/{who.Id}/activities")
        {
            Content = JsonContent.Create(new { type = "message", text = Question, from = new { id = "x" } }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", who.Token);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }
}
