using System.Net;
using System.Text.Json;

namespace HipFaqBot.Bot.Tests.DirectLine;

/// <summary>What the chat page asks: to start, to come back, to start over and to be forgotten.</summary>
public sealed class TicketTests
{
    [Fact]
    public async Task A_ticket_has_256_bits_and_is_not_kept_as_it_is()
    {
        await using var host = await ChannelHost.StartAsync();
        var session = await new DirectLineClient(host).ChatAsync("start");

        Assert.Equal(HttpStatusCode.Created, session.Status);
        Assert.Equal(32, Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes(session.Text("ticket")).Length);
        Assert.Equal("/v3/directline", session.Text("domain"));
        Assert.All(new DirectoryInfo(host.Folder).EnumerateFiles("*", SearchOption.AllDirectories), file =>
        {
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Assert.DoesNotContain(session.Text("ticket"), new StreamReader(stream, System.Text.Encoding.Latin1).ReadToEnd(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task After_an_hour_with_the_lid_closed_the_same_conversation_goes_on_and_nothing_comes_twice()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = new DirectLineClient(host);
        var session = await StartAsync(client);
        await client.SayAsync("before");
        host.Clock.Advance(TimeSpan.FromHours(1));
        var expired = await client.SayAsync("too late");

        var resumed = await ResumeAsync(client, session.Text("ticket"), "3");
        client.Take(resumed);
        using var socket = await client.ListenAsync();
        await client.SayAsync("after");

        Assert.Equal((HttpStatusCode.Forbidden, "TokenExpired"), (expired.Status, expired.ErrorCode));
        Assert.Equal((HttpStatusCode.OK, session.Text("conversationId")), (resumed.Status, client.Conversation));
        Assert.Equal(["after", "Echo: after"], (await socket.ActivitiesAsync(2)).Select(one => one.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_ticket_is_good_once_and_for_a_minute_more_should_the_answer_be_lost()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = new DirectLineClient(host);
        var first = (await StartAsync(client)).Text("ticket");

        var second = (await ResumeAsync(client, first)).Text("ticket");
        host.Clock.Advance(TimeSpan.FromSeconds(59));
        var third = (await ResumeAsync(client, first)).Text("ticket");
        host.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(3, new HashSet<string> { first, second, third }.Count);
        var late = await ResumeAsync(client, first);
        Assert.Equal((HttpStatusCode.Forbidden, "TicketNotValid"), (late.Status, late.ErrorCode));
        Assert.Equal(HttpStatusCode.OK, (await ResumeAsync(client, third)).Status);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "https://clinic.example")]
    [InlineData("Origin", "null")]
    [InlineData("X-Nothing", "from a program")]
    public async Task Nobody_but_a_page_of_this_origin_is_answered_not_even_an_allowed_site(string header, string value)
    {
        await using var host = await ChannelHost.StartAsync(("Widget:AllowedSites:0", "https://clinic.example"));
        var client = new DirectLineClient(host);
        var ticket = (await StartAsync(client)).Text("ticket");

        foreach (var what in new[] { "start", "resume", "start-over", "forget" })
        {
            var answer = await client.SendAsync(HttpMethod.Post, $"/chat/{what}", Body(ticket), (header, value));
            Assert.Equal((HttpStatusCode.Forbidden, "OriginNotTrusted"), (answer.Status, answer.ErrorCode));
            Assert.NotEmpty(answer.Body.GetProperty("error").GetProperty("emergency").GetString()!);
        }

        Assert.Equal(HttpStatusCode.OK, (await ResumeAsync(client, ticket)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"ticket":null}""")]
    [InlineData("""{"ticket":"short"}""")]
    [InlineData("""{"ticket":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""")]
    [InlineData("""{"ticket":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","watermark":"x"}""")]
    [InlineData("""{"ticket":["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]}""")]
    public async Task What_is_no_ticket_opens_nothing(string body)
    {
        await using var host = await ChannelHost.StartAsync();

        var answer = await new DirectLineClient(host).ChatAsync("resume", body);

        Assert.True((int)answer.Status is 400 or 403);
        Assert.True(answer.ErrorCode is "BadArgument" or "TicketNotValid");
    }

    [Fact]
    public async Task Forget_me_erases_closes_the_sockets_and_makes_token_and_ticket_worthless()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = new DirectLineClient(host);
        var session = await StartAsync(client);
        using var socket = await client.ListenAsync();
        await socket.ActivitiesAsync(1);

        var forgotten = await client.ChatAsync("forget", Body(session.Text("ticket")));

        Assert.Equal(HttpStatusCode.NoContent, forgotten.Status);
        Assert.Null(await socket.FrameAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await client.ReadAsync()).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.SayAsync("still there?")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(HttpMethod.Post, "tokens/refresh")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(HttpMethod.Post, "conversations")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await ResumeAsync(client, session.Text("ticket"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.ChatAsync("forget", Body(session.Text("ticket")))).Status);
        Assert.Equal(0, await host.Conversations.CountAsync());
    }

    [Fact]
    public async Task Start_over_erases_and_begins_as_somebody_else()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = new DirectLineClient(host);
        var session = await StartAsync(client);
        var user = client.User;

        var anew = await client.ChatAsync("start-over", Body(session.Text("ticket")));
        client.Take(anew);

        Assert.Equal(HttpStatusCode.Created, anew.Status);
        Assert.NotEqual(session.Text("conversationId"), client.Conversation);
        Assert.NotEqual(user, client.User);
        Assert.Equal(HttpStatusCode.Forbidden, (await ResumeAsync(client, session.Text("ticket"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await ResumeAsync(client, anew.Text("ticket"))).Status);
        Assert.Equal(1, await host.Conversations.CountAsync());
    }

    [Fact]
    public async Task A_ticket_dies_with_its_conversation_of_silence()
    {
        await using var host = await ChannelHost.StartAsync(("DirectLine:IdleExpiry", "02:00:00"));
        var client = new DirectLineClient(host);
        var session = await StartAsync(client);
        host.Clock.Advance(TimeSpan.FromHours(2));

        var answer = await ResumeAsync(client, session.Text("ticket"));

        Assert.Equal((HttpStatusCode.Forbidden, "TicketNotValid"), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task A_ticket_opens_nobody_elses_conversation()
    {
        await using var host = await ChannelHost.StartAsync();
        var (one, other) = (new DirectLineClient(host), new DirectLineClient(host));
        var mine = await StartAsync(one);
        await StartAsync(other);

        one.Take(await ResumeAsync(one, mine.Text("ticket")));

        Assert.NotEqual(other.Conversation, one.Conversation);
        Assert.Equal(HttpStatusCode.Forbidden, (await one.SendAsync(HttpMethod.Get, $"conversations/{other.Conversation}/activities")).Status);
    }

    [Fact]
    public async Task New_conversations_of_one_address_are_limited_for_an_hour_and_the_refusal_has_the_emergency_line()
    {
        await using var host = await ChannelHost.StartAsync(("DirectLine:MaximumStartsPerHour", "2"));
        var client = new DirectLineClient(host);
        var session = await client.ChatAsync("start");
        await client.SendAsync(HttpMethod.Post, "tokens/generate");

        var chat = await client.ChatAsync("start");
        var token = await new DirectLineClient(host).SendAsync(HttpMethod.Post, "tokens/generate");

        Assert.All([chat, token], answer =>
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, "TooManyRequests"), (answer.Status, answer.ErrorCode));
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Contains("emergency", answer.Body.GetProperty("error").GetProperty("emergency").GetString(), StringComparison.OrdinalIgnoreCase);
        });
        Assert.Equal(HttpStatusCode.OK, (await ResumeAsync(client, session.Text("ticket"))).Status);
        host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Created, (await client.ChatAsync("start")).Status);
    }

    private static async Task<Answer> StartAsync(DirectLineClient client)
    {
        var session = await client.ChatAsync("start");
        client.Take(session);
        // As Web Chat does with a token: for it the conversation is new.
        Assert.Equal(HttpStatusCode.Created, (await client.SendAsync(HttpMethod.Post, "conversations", "{\"user\":{}}")).Status);
        return session;
    }

    private static Task<Answer> ResumeAsync(DirectLineClient client, string ticket, string? watermark = null) =>
        client.ChatAsync("resume", Body(ticket, watermark));

    private static string Body(string ticket, string? watermark = null) =>
        watermark is null ? JsonSerializer.Serialize(new { ticket }) : JsonSerializer.Serialize(new { ticket, watermark });
}
