using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using HipFaqBot.BotBuilder.Connector;
using HipFaqBot.BotBuilder.Tests.Conformance;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace HipFaqBot.BotBuilder.Tests.Hosting;

/// <summary>What becomes of a reply, over real sockets.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    // A slow machine must not make a reply too old.
    private static readonly DeliveryPolicy Soon = new() { FirstPause = TimeSpan.FromMilliseconds(1), TurnBudget = TimeSpan.FromMinutes(1) };

    private FakeConnector _connector = null!;
    private EchoHost _host = null!;

    public async Task InitializeAsync()
    {
        _connector = await FakeConnector.StartAsync();
        _host = await EchoHost.StartAsync(new EchoBot(), Soon);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _connector.DisposeAsync();
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(413)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task What_was_refused_or_may_have_been_taken_is_never_sent_twice(int status)
    {
        Assert.Equal(HttpStatusCode.OK, await SendAsync($"/fail{status}/"));

        // The reply, and the error handler's apology.
        Assert.Equal(["Echo: hi", "The bot encountered an error or bug."], TextsPosted());
    }

    [Theory]
    [InlineData(429)]
    [InlineData(412)]
    public async Task What_was_not_taken_is_sent_again(int status)
    {
        Assert.Equal(HttpStatusCode.OK, await SendAsync($"/once{status}/"));

        Assert.Equal(["Echo: hi", "Echo: hi"], TextsPosted());
    }

    [Fact]
    public async Task A_turn_has_ten_seconds_for_all_its_sends_and_what_may_have_been_taken_is_not_sent_again()
    {
        var time = new FakeTimeProvider();
        await using var host = await EchoHost.StartAsync(new EchoBot(), new DeliveryPolicy { Time = time });

        var answer = host.PostAsync(Activity("/hang/"));
        await _connector.Received;
        time.Advance(TimeSpan.FromSeconds(10));
        using var response = await answer;

        // The error handler's apology goes on without the turn.
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await _connector.ReceivedAsync(2);
        Assert.Single(TextsPosted(), "Echo: hi");
        Assert.Contains(host.Log, line => line.Contains("outcome unknown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connector_that_says_429_for_a_minute_gets_all_later_and_in_order()
    {
        var time = new PatientTime();
        var policy = new DeliveryPolicy { Time = time, RequestTime = TimeSpan.FromSeconds(11) };
        await using var host = await EchoHost.StartAsync(new EchoBot(), policy);
        _connector.Respond = (context, number) =>
        {
            context.Response.StatusCode = number <= 3 ? StatusCodes.Status429TooManyRequests : StatusCodes.Status200OK;
            context.Response.Headers.RetryAfter = "20";
            return Task.CompletedTask;
        };

        // Each turn ends when its ten seconds are spent: of the first send, of its wait in line, and of the second one's.
        var first = host.PostAsync(Activity("/", text: "one"));
        await time.SeenAsync(TimeSpan.FromSeconds(20), 1);
        await time.SeenAsync(policy.TurnBudget, 2);
        time.Advance(policy.TurnBudget);
        using var firstResponse = await first;
        var second = host.PostAsync(Activity("/", text: "two"));
        await time.SeenAsync(policy.TurnBudget, 3);
        time.Advance(policy.TurnBudget);
        using var secondResponse = await second;
        await time.SeenAsync(TimeSpan.FromSeconds(20), 2);
        time.Advance(TimeSpan.FromSeconds(20));
        await time.SeenAsync(TimeSpan.FromSeconds(20), 3);
        time.Advance(TimeSpan.FromSeconds(20));
        await _connector.ReceivedAsync(5);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (firstResponse.StatusCode, secondResponse.StatusCode));
        Assert.Equal(["Echo: one", "Echo: one", "Echo: one", "Echo: one", "Echo: two"], TextsPosted());
        Assert.DoesNotContain(host.Log, line => line.Contains("Not delivered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_end_of_the_process_waits_for_replies_that_were_not_taken()
    {
        var time = new PatientTime();
        var policy = new DeliveryPolicy { Time = time, DrainTime = TimeSpan.FromSeconds(12) };
        await using var host = await EchoHost.StartAsync(new EchoBot(), policy);
        _connector.Respond = (context, number) =>
        {
            context.Response.StatusCode = number == 1 ? StatusCodes.Status412PreconditionFailed : StatusCodes.Status200OK;
            context.Response.Headers.RetryAfter = "5";
            return Task.CompletedTask;
        };

        var answer = host.PostAsync(Activity("/"));
        await time.SeenAsync(TimeSpan.FromSeconds(5), 1);
        var ends = host.Authentication.DrainAsync();
        await time.SeenAsync(policy.DrainTime, 1);
        Assert.False(ends.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(5));
        await ends;
        using var response = await answer;

        Assert.Equal(["Echo: hi", "Echo: hi"], TextsPosted());
    }

    [Fact]
    public async Task A_connector_that_resets_the_connection_may_have_taken_the_reply()
    {
        _connector.Respond = (context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        Assert.Equal(HttpStatusCode.OK, await SendAsync("/"));

        Assert.Equal(["Echo: hi", "The bot encountered an error or bug."], TextsPosted());
        Assert.Contains(_host.Log, line => line.Contains("outcome unknown", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(200, 1)]
    [InlineData(403, 2)]
    public async Task A_connector_that_answers_with_a_web_page_is_believed_by_its_status(int status, int posts)
    {
        _connector.Respond = (context, _) =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<html><body>" + new string('x', 100_000) + "</body></html>");
        };

        Assert.Equal(HttpStatusCode.OK, await SendAsync("/"));

        Assert.Equal(posts, _connector.Requests.Count);
    }

    [Fact]
    public async Task A_sign_of_typing_that_was_not_taken_is_dropped()
    {
        await using var host = await EchoHost.StartAsync(new TypesAndAnswers(), Soon);

        using var response = await host.PostAsync(Activity("/once429/"));

        Assert.Equal(["typing", "message"], _connector.Requests.Select(posted => (string)System.Text.Json.Nodes.JsonNode.Parse(posted.Body!)!["type"]!));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        Assert.Equal(HttpStatusCode.OK, await SendAsync("/fail307/"));

        Assert.All(_connector.Requests, posted => Assert.StartsWith("/fail307/", posted.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_invoke_whose_replies_could_not_be_delivered_is_no_success()
    {
        await using var host = await EchoHost.StartAsync(new SpeaksInInvokes());

        using var response = await host.Client.PostAsync(
            "/api/messages", Json(Activity("/fail500/").Replace("\"message\"", "\"invoke\"", StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
    }

    [Fact]
    public async Task An_undelivered_reply_is_counted_and_logged_without_what_was_typed()
    {
        var counted = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == Deliveries.MeterName) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref counted, value));
        listener.Start();

        await SendAsync("/fail500/", text: "a private matter");

        Assert.True(counted >= 2, $"{counted}");
        Assert.Contains(_host.Log, line => line.Contains("Not delivered", StringComparison.Ordinal) && line.Contains("500", StringComparison.Ordinal));
        Assert.DoesNotContain(_host.Log, line => line.Contains("private", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("c\\u00e9", "/v3/conversations/c%C3%A9/activities/a1")]
    [InlineData("a/../b", "/v3/conversations/a%2F..%2Fb/activities/a1")]
    [InlineData("\\ud83d\\ude00", "/v3/conversations/%F0%9F%98%80/activities/a1")]
    public async Task Ids_are_escaped_in_the_path(string conversation, string path)
    {
        Assert.Equal(HttpStatusCode.OK, await SendAsync("/", conversation));

        Assert.Equal(path, _connector.Requests.Single().Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("/?query=1")]
    public async Task One_slash_joins_the_service_URL_and_the_path(string end)
    {
        Assert.Equal(HttpStatusCode.OK, await SendAsync("/amer" + end));

        Assert.Equal("/amer/v3/conversations/c1/activities/a1", _connector.Requests.Single().Path);
    }

    private async Task<HttpStatusCode> SendAsync(string servicePath, string conversation = "c1", string text = "hi")
    {
        using var response = await _host.Client.PostAsync("/api/messages", Json(Activity(servicePath, conversation, text)));
        return response.StatusCode;
    }

    private string Activity(string servicePath, string conversation = "c1", string text = "hi") =>
        $$"""
        {"type":"message","id":"{{(text is "one" or "two" ? text : "a1")}}","channelId":"test","serviceUrl":"http://{{_connector.Authority}}{{servicePath}}",
         "from":{"id":"u1"},"recipient":{"id":"b1"},"conversation":{"id":"{{conversation}}"},"text":"{{text}}"}
        """;

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private IEnumerable<string> TextsPosted() =>
        _connector.Requests.Select(posted => (string)System.Text.Json.Nodes.JsonNode.Parse(posted.Body!)!["text"]!);

    private sealed class TypesAndAnswers : IBot
    {
        public async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            await turnContext.SendActivityAsync(new Schema.Activity(Schema.ActivityTypes.Typing), cancellationToken);
            await turnContext.SendActivityAsync("here", cancellationToken: cancellationToken);
        }
    }

    private sealed class SpeaksInInvokes : IBot
    {
        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) =>
            turnContext.SendActivityAsync("one moment", cancellationToken: cancellationToken);
    }
}
