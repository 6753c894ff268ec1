using System.Net;
using System.Net.Http.Json;
using HipFaqBot.Bot.Messages;
using Microsoft.AspNetCore.Http;

namespace HipFaqBot.Bot.Tests;

/// <summary>Who is answered at <c>/api/messages</c> while no app id is set.</summary>
public sealed class MessagesAccessTests(RunningBot bot) : IClassFixture<RunningBot>
{
    [Theory]
    [InlineData("Host", "bot.example.org")]
    [InlineData("Host", "localhost.example.org")]
    [InlineData("Host", "192.168.1.10:3978")]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("x-forwarded-host", "localhost")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("Origin", "https://example.org")]
    [InlineData("Origin", "http://localhost")]
    [InlineData("Origin", "null")]
    public async Task A_request_that_is_not_plainly_local_finds_nothing_there(string header, string value)
    {
        using var response = await PostAsync(bot, header, value);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:1234")]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.10:80")]
    [InlineData("[::1]:80")]
    public async Task Any_loopback_name_is_local(string host)
    {
        using var response = await PostAsync(bot, "Host", host);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_services_own_page_is_local()
    {
        using var response = await PostAsync(bot, "Origin", bot.Address);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("192.168.1.10", false)]
    [InlineData("203.0.113.9", false)]
    [InlineData("fe80::1", false)]
    [InlineData(null, false)]
    public void Only_this_machine_is_local(string? peer, bool local)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = peer is null ? null : IPAddress.Parse(peer);
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("localhost", 3978);

        Assert.Equal(local, new MessagesAccess(new MessagesSettings()).Allows(context.Request));
    }

    [Theory]
    [InlineData("Bearer abc")]
    [InlineData("Basic abc")]
    [InlineData("nonsense")]
    public async Task A_token_that_nobody_can_validate_is_refused(string authorization)
    {
        using var response = await PostAsync(bot, "Authorization", authorization);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/amer/")]
    [InlineData("http://203.0.113.9/")]
    [InlineData("http://localhost.example.org/")]
    [InlineData("http://user@localhost/")]
    public async Task Replies_go_nowhere_but_to_this_machine(string serviceUrl)
    {
        using var response = await PostAsync(bot, serviceUrl: serviceUrl);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Allowing_the_unauthenticated_lets_anyone_in_but_sends_nothing_abroad_and_warns()
    {
        using var open = new RunningBot([("Bot:AllowUnauthenticated", "true")]);

        using var foreign = await PostAsync(open, "Host", "bot.example.org");
        using var forwarded = await PostAsync(open, "X-Forwarded-For", "203.0.113.9");
        using var abroad = await PostAsync(open, serviceUrl: "https://example.org/");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (foreign.StatusCode, forwarded.StatusCode));
        Assert.Equal(HttpStatusCode.Forbidden, abroad.StatusCode);
        Assert.Contains("Warning HipFaqBot", open.Logs.Text, StringComparison.Ordinal);
        Assert.Contains("Bot:AllowUnauthenticated is on", open.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("answers programs on this machine only", open.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_start_says_that_only_this_machine_is_answered()
    {
        Assert.Contains("/api/messages answers programs on this machine only", bot.Logs.Text, StringComparison.Ordinal);
        Assert.Contains($"Open {bot.Address} in a browser", bot.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_app_id_nobody_is_let_in_without_a_valid_token_and_the_start_says_so()
    {
        using var registered = new RunningBot([("MicrosoftAppId", "6f4a1f0e-7a7e-4c0a-9d3b-0a4b6f2f9d11"), ("MicrosoftAppPassword", "x")]);

        using var plain = await PostAsync(registered);
        using var foreign = await PostAsync(registered, "Host", "bot.example.org");
        using var token = await PostAsync(registered, "Authorization", "Bearer a.b.c");

        Assert.All([plain, foreign, token], response => Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode));
        Assert.Contains("callers that bring a token for app 6f4a1f0e", registered.Logs.Text, StringComparison.Ordinal);
        Assert.Contains("people of every organization are answered in Teams", registered.Logs.Text, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PostAsync(
        RunningBot bot, string? header = null, string? value = null, string serviceUrl = "http://localhost:9")
    {
        var message = RunningBot.Message("Can I realign my hips myself?");
        message["serviceUrl"] = serviceUrl;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = JsonContent.Create(message) };
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        return await bot.Http.SendAsync(request);
    }
}
