using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using HipFaqBot.BotBuilder.Connector;
using HipFaqBot.BotBuilder.Tests.Conformance;
using Microsoft.Extensions.Time.Testing;

namespace HipFaqBot.BotBuilder.Tests.Hosting;

/// <summary>What becomes of a reply, over real sockets.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private FakeConnector _connector = null!;
    private EchoHost _host = null!;

    public async Task InitializeAsync()
    {
        _connector = await FakeConnector.StartAsync();
        _host = await EchoHost.StartAsync(new EchoBot());
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
    public async Task A_turn_has_ten_seconds_for_all_its_sends()
    {
        var time = new FakeTimeProvider();
        await using var host = await EchoHost.StartAsync(new EchoBot(), new DeliveryPolicy { Time = time });

        var answer = host.Client.PostAsync("/api/messages", Json(Activity("/hang/")));
        await _connector.Received;
        time.Advance(TimeSpan.FromSeconds(10));
        using var response = await answer;

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(_connector.Requests);
        Assert.Contains(host.Log, line => line.Contains("outcome unknown", StringComparison.Ordinal));
        Assert.Contains(host.Log, line => line.Contains("outcome not-taken", StringComparison.Ordinal));
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
        {"type":"message","id":"a1","channelId":"test","serviceUrl":"http://{{_connector.Authority}}{{servicePath}}",
         "from":{"id":"u1"},"recipient":{"id":"b1"},"conversation":{"id":"{{conversation}}"},"text":"{{text}}"}
        """;

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private IEnumerable<string> TextsPosted() =>
        _connector.Requests.Select(posted => (string)System.Text.Json.Nodes.JsonNode.Parse(posted.Body!)!["text"]!);

    private sealed class SpeaksInInvokes : IBot
    {
        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) =>
            turnContext.SendActivityAsync("one moment", cancellationToken: cancellationToken);
    }
}
