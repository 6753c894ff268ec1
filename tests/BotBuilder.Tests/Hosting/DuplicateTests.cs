using System.Net;
using System.Text.Json.Nodes;
using HipFaqBot.BotBuilder.Schema;
using HipFaqBot.BotBuilder.Tests.Conformance;

namespace HipFaqBot.BotBuilder.Tests.Hosting;

/// <summary>The same activity more than once: Teams sends again what was not answered within 15 seconds.</summary>
public sealed class DuplicateTests
{
    [Theory]
    [InlineData("message", "expectReplies")]
    [InlineData("message", "normal")]
    [InlineData("invoke", "normal")]
    [InlineData("event", "expectReplies")]
    public async Task A_copy_gets_the_first_ones_answer_and_no_turn(string type, string delivery)
    {
        await using var connector = await FakeConnector.StartAsync();
        var bot = new Counting();
        await using var host = await EchoHost.StartAsync(bot);
        var activity = Activity(type: type, delivery: delivery, serviceUrl: $"http://{connector.Authority}/");

        var first = await PostAsync(host, activity);
        var second = await PostAsync(host, activity);

        Assert.Equal(first, second);
        Assert.Equal(1, bot.Turns);
        Assert.Equal(delivery == "normal" && type == "message" ? 1 : 0, connector.Requests.Count);
    }

    [Fact]
    public async Task A_copy_that_comes_while_the_first_is_worked_on_waits_for_its_answer()
    {
        var bot = new GatedBot();
        await using var host = await EchoHost.StartAsync(bot);

        var running = PostAsync(host, Activity());
        await bot.Entered("hi");
        var copies = Enumerable.Range(0, 5).Select(_ => PostAsync(host, Activity())).ToArray();
        bot.Leave("hi");

        var first = await running;
        Assert.All(await Task.WhenAll(copies), copy => Assert.Equal(first, copy));
        Assert.Contains("Echo: hi", first.Body, StringComparison.Ordinal);
        Assert.Single(bot.Begun);
    }

    [Fact]
    public async Task A_channel_that_hangs_up_and_sends_again_gets_the_answer_of_the_turn_that_went_on()
    {
        var bot = new GatedBot();
        await using var host = await EchoHost.StartAsync(bot);
        using var hangsUp = new CancellationTokenSource();

        var first = host.PostAsync(Activity(), cancellationToken: hangsUp.Token);
        await bot.Entered("hi");
        await hangsUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var second = PostAsync(host, Activity());
        bot.Leave("hi");

        Assert.Contains("Echo: hi", (await second).Body, StringComparison.Ordinal);
        Assert.Single(bot.Begun);
    }

    [Theory]
    [InlineData("\"id\":\"a1\"", "\"id\":\"a2\"")]
    [InlineData("\"id\":\"c1\"", "\"id\":\"c2\"")]
    [InlineData("\"channelId\":\"test\"", "\"channelId\":\"other\"")]
    [InlineData("\"type\":\"message\"", "\"type\":\"event\"")]
    [InlineData("\"type\":\"message\"", "\"type\":\"messageUpdate\"")]
    [InlineData("\"type\":\"message\"", "\"type\":\"messageDelete\"")]
    public async Task What_differs_in_id_conversation_channel_or_type_is_no_copy(string part, string other)
    {
        var bot = new Counting();
        await using var host = await EchoHost.StartAsync(bot);

        await PostAsync(host, Activity());
        await PostAsync(host, Activity().Replace(part, other, StringComparison.Ordinal));

        Assert.Equal(2, bot.Turns);
    }

    [Theory]
    [InlineData("messageUpdate", "2026-11-26T10:00:00Z", "2026-11-26T10:00:01Z", 2)]
    [InlineData("messageUpdate", "2026-11-26T10:00:00Z", "2026-11-26T10:00:00Z", 1)]
    [InlineData("messageUpdate", "", "", 2)]
    [InlineData("messageDelete", "2026-11-26T10:00:00Z", "2026-11-26T10:00:01Z", 2)]
    [InlineData("messageReaction", "2026-11-26T10:00:00Z", "2026-11-26T10:00:01Z", 2)]
    [InlineData("messageReaction", "2026-11-26T10:00:00Z", "2026-11-26T10:00:00Z", 1)]
    [InlineData("message", "2026-11-26T10:00:00Z", "2026-11-26T10:00:01Z", 1)]
    public async Task Edits_deletions_and_reactions_of_one_message_are_told_apart_by_their_time(
        string type, string firstTime, string secondTime, int turns)
    {
        var bot = new Counting();
        await using var host = await EchoHost.StartAsync(bot);

        await PostAsync(host, At(firstTime));
        await PostAsync(host, At(secondTime));

        Assert.Equal(turns, bot.Turns);

        string At(string time) => time.Length == 0 ? Activity(type: type)
            : Activity(type: type).Replace("\"text\"", $"\"timestamp\":\"{time}\",\"text\"", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"id\":\"a1\",", "")]
    [InlineData("\"id\":\"a1\",", "\"id\":\"\",")]
    public async Task What_has_no_id_cannot_be_known_again(string part, string other)
    {
        var bot = new Counting();
        await using var host = await EchoHost.StartAsync(bot);
        var activity = Activity().Replace(part, other, StringComparison.Ordinal);

        await PostAsync(host, activity);
        await PostAsync(host, activity);

        Assert.Equal(2, bot.Turns);
    }

    [Fact]
    public async Task A_turn_that_failed_may_run_again_and_then_counts()
    {
        var bot = new Counting { Failures = 1 };
        await using var host = await EchoHost.StartAsync(bot);

        var failed = await PostAsync(host, Activity());
        var second = await PostAsync(host, Activity());
        var third = await PostAsync(host, Activity());

        Assert.Contains("encountered an error", failed.Body, StringComparison.Ordinal);
        Assert.Contains("turn 2", second.Body, StringComparison.Ordinal);
        Assert.Equal(second, third);
        Assert.Equal(2, bot.Turns);
    }

    [Fact]
    public async Task A_reply_whose_fate_is_unknown_is_no_reason_to_run_the_turn_again()
    {
        await using var connector = await FakeConnector.StartAsync();
        var bot = new Counting();
        await using var host = await EchoHost.StartAsync(bot);
        var activity = Activity(delivery: "normal", serviceUrl: $"http://{connector.Authority}/fail500/");

        await PostAsync(host, activity);
        await PostAsync(host, activity);

        Assert.Equal(1, bot.Turns);
    }

    [Fact]
    public async Task A_refused_copy_learns_nothing_of_the_answer()
    {
        await using var issuer = await Authentication.Issuer.StartAsync();
        await using var host = await EchoHost.StartTrustingAsync(new Counting(), [.. issuer.Settings]);
        var activity = Activity();
        var token = "Bearer " + Authentication.Issuer.Sign(Authentication.Issuer.ChannelClaims("http://127.0.0.1:9/"));

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(host, activity, token)).Status);
        Assert.Equal((HttpStatusCode.Unauthorized, ""), await PostAsync(host, activity));
        Assert.Equal((HttpStatusCode.Unauthorized, ""), await PostAsync(host, activity, token + "x"));
    }

    internal static string Activity(string type = "message", string delivery = "expectReplies", string serviceUrl = "http://127.0.0.1:9/") =>
        $$"""
        {"type":"{{type}}","id":"a1","channelId":"test","serviceUrl":"{{serviceUrl}}","from":{"id":"u1"},"recipient":{"id":"b1"},
         "conversation":{"id":"c1"},"name":"counted","text":"hi","deliveryMode":"{{delivery}}"}
        """;

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(EchoHost host, string activity, string? authorization = null)
    {
        using var response = await host.PostAsync(activity, authorization);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private sealed class Counting : IBot
    {
        private int _turns;

        public int Turns => _turns;

        public int Failures { get; init; }

        public async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            var turn = Interlocked.Increment(ref _turns);
            if (turn <= Failures) throw new InvalidOperationException("boom");
            if (turnContext.Activity.Type == ActivityTypes.Invoke)
            {
                var response = new InvokeResponse { Status = 409, Body = new JsonObject { ["turn"] = turn } };
                await turnContext.SendActivityAsync(new Activity { Type = ActivityTypesEx.InvokeResponse, Value = response }, cancellationToken);
            }
            else if (turnContext.Activity.Type is ActivityTypes.Message or ActivityTypes.Event)
            {
                await turnContext.SendActivityAsync($"turn {turn}", cancellationToken: cancellationToken);
            }
        }
    }
}
