using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot.Tests.Conversation;

/// <summary>Whatever the channel, an alert is the first text that a person reads.</summary>
public sealed class ChannelTests(RunningBot bot) : IClassFixture<RunningBot>
{
    /// <summary>The first example of each sign, and the questions around grave facts.</summary>
    private IReadOnlyList<string> Messages =>
        [.. Shipped.Of(bot).WarningSigns.All.Select(sign => sign.Examples[0])
            .Concat(File.ReadLines(Repository.Path("tests/Bot.Tests/Conversation/mixed-questions.tsv")).Where(line => line[0] != '#').Select(line => line.Split('\t')[1]))];

    [Fact]
    public async Task In_Direct_Line()
    {
        var alerts = 0;
        foreach (var text in Messages)
        {
            var token = await DirectLineAsync(HttpMethod.Post, "tokens/generate");
            var started = await DirectLineAsync(HttpMethod.Post, "conversations", (string)token["token"]!);
            var activities = $"conversations/{(string)started["conversationId"]!}/activities";
            await DirectLineAsync(HttpMethod.Post, activities, (string)started["token"]!, new JsonObject { ["type"] = "message", ["text"] = text, ["from"] = new JsonObject { ["id"] = "u" } });
            var replies = (await DirectLineAsync(HttpMethod.Get, activities, (string)started["token"]!))["activities"]!.AsArray()
                .Select(activity => activity!.AsObject()).SkipWhile(activity => (string?)activity["text"] != text).Skip(1);
            alerts += AssertFirst(text, new Reply(replies.First()));
        }

        Assert.True(alerts >= 100, $"{alerts} alerts");
    }

    [Fact]
    public async Task In_Teams()
    {
        await using var connector = await FakeConnector.StartAsync(ownChat: null);
        var alerts = 0;
        foreach (var text in Messages)
        {
            var message = RunningBot.Message($"<at>Hip FAQ</at> {text}");
            message.Remove("deliveryMode");
            message["channelId"] = "msteams";
            message["serviceUrl"] = connector.Url;
            message["textFormat"] = "plain";
            message["locale"] = "en-US";
            message["conversation"] = new JsonObject { ["id"] = Guid.NewGuid().ToString("N"), ["conversationType"] = "personal", ["tenantId"] = "a-tenant" };
            message["entities"] = new JsonArray(
                new JsonObject { ["type"] = "mention", ["text"] = "<at>Hip FAQ</at>", ["mentioned"] = new JsonObject { ["id"] = "bot", ["name"] = "Hip FAQ" } },
                new JsonObject { ["type"] = "clientInfo", ["locale"] = "en-US", ["country"] = "US", ["platform"] = "Web" });
            var before = connector.Posted.Count;
            using var response = await bot.Http.PostAsJsonAsync("/api/messages", message);
            Assert.True(response.IsSuccessStatusCode);
            alerts += AssertFirst(text, connector.Posted.Skip(before).Select(post => post.Reply).First(reply => (string?)reply.Activity["type"] == "message"));
        }

        Assert.True(alerts >= 100, $"{alerts} alerts");
    }

    [Fact]
    public async Task In_expected_replies()
    {
        var alerts = 0;
        foreach (var text in Messages)
        {
            alerts += AssertFirst(text, await bot.SayAsync(text));
        }

        Assert.True(alerts >= 100, $"{alerts} alerts");
    }

    private int AssertFirst(string text, Reply reply)
    {
        if (reply.Entity?["alert"] is not JsonObject alert)
        {
            return 0;
        }

        var sign = Shipped.Of(bot).WarningSigns.Find((string)alert["sign"]!)!;
        Assert.True(reply.Text.StartsWith(Shipped.BeginningOf(sign, (string)alert["urgency"]!), StringComparison.Ordinal), $"{text}\n{reply.Text}");
        if ((string?)alert["urgency"] != "soon" && sign.Kind == SignKind.Medical)
        {
            Assert.Contains("(tel:", reply.Text, StringComparison.Ordinal);
        }

        return 1;
    }

    private async Task<JsonObject> DirectLineAsync(HttpMethod method, string path, string? token = null, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/v3/directline/{path}") { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await bot.Http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode}");
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
