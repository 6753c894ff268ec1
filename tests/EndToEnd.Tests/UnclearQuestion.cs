using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace HipFaqBot.EndToEnd.Tests;

/// <summary>A question that may mean several things, whatever the matcher has learnt meanwhile.</summary>
internal static class UnclearQuestion
{
    private static readonly string[] Broad = ["what about surgery", "exercises", "heat", "pain in bed or on stairs", "injections or pills for hip", "sleep or rest"];

    /// <summary>One that the service answers with "did you mean".</summary>
    public static async Task<string> OfAsync(ServiceProcess service)
    {
        using var http = new HttpClient { BaseAddress = service.Address };
        foreach (var question in Broad)
        {
            var message = new JsonObject
            {
                ["type"] = "message",
                ["id"] = "1",
                ["channelId"] = "test",
                ["serviceUrl"] = "http://localhost:9",
                ["deliveryMode"] = "expectReplies",
                ["from"] = new JsonObject { ["id"] = "person" },
                ["recipient"] = new JsonObject { ["id"] = "bot" },
                ["conversation"] = new JsonObject { ["id"] = question },
                ["text"] = question,
            };
            using var response = await http.PostAsJsonAsync("/api/messages", message);
            if ((await response.Content.ReadAsStringAsync()).Contains("\"decision\":\"suggest\"", StringComparison.Ordinal))
                return question;
        }

        throw new InvalidOperationException($"None of these is unclear any more, choose others: {string.Join(", ", Broad)}");
    }
}
