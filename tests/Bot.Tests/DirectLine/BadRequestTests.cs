using System.Net;
using System.Text;

namespace HipFaqBot.Bot.Tests.DirectLine;

public sealed class BadRequestTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"message\"")]
    [InlineData("{}")]
    [InlineData("""{"type":""}""")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"message","from":"anna"}""")]
    [InlineData("""{"type":"message","from":{"id":{}}}""")]
    [InlineData("""{"type":"message","text":["a"],"from":{"id":"a"}}""")]
    [InlineData("""{"type":"message","timestamp":"yesterday","from":{"id":"a"}}""")]
    [InlineData("""{"type":"message","entities":{"a":1},"from":{"id":"a"}}""")]
    [InlineData("""{"type":"message","text":"\ud800","from":{"id":"a"}}""")]
    [InlineData("""{"type":"invoke","name":"x","from":{"id":"a"}}""")]
    [InlineData("""{"type":"conversationUpdate","from":{"id":"a"}}""")]
    [InlineData("""{"type":"somethingElse","from":{"id":"a"}}""")]
    public async Task What_is_no_activity_is_400_and_says_why(string body)
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);

        var answer = await client.PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.True(answer.ErrorCode is "BadArgument" or "MissingProperty");
        Assert.Equal(["Hello."], await client.TextsAsync());
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_400()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        byte[] body = [.. "{\"type\":\"message\",\"text\":\""u8, 0xC3, 0x28, 0xFF, .. "\",\"from\":{\"id\":\"a\"}}"u8];

        var answer = await client.SendAsync(HttpMethod.Post, $"conversations/{client.Conversation}/activities", new ByteArrayContent(body));

        Assert.Equal((HttpStatusCode.BadRequest, "BadArgument"), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task Nesting_without_end_is_400()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);

        var answer = await client.PostAsync($"{{\"type\":\"message\",\"from\":{{\"id\":\"a\"}},\"value\":{new string('[', 50_000)}{new string(']', 50_000)}}}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Theory]
    [InlineData(300_000, true)]
    [InlineData(300_000, false)]
    [InlineData(20_000_000, true)]
    [InlineData(20_000_000, false)]
    public async Task A_giant_body_is_413(int length, bool saysItsLength)
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        var body = Encoding.UTF8.GetBytes($"{{\"type\":\"message\",\"from\":{{\"id\":\"a\"}},\"text\":\"{new string('x', length)}\"}}");
        HttpContent content = saysItsLength ? new ByteArrayContent(body) : new ChunkedContent(body);

        var answer = await client.SendAsync(HttpMethod.Post, $"conversations/{client.Conversation}/activities", content);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "PayloadTooLarge"), (answer.Status, answer.ErrorCode));
        Assert.Equal(HttpStatusCode.OK, (await client.SayAsync("still here")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("😀😀😀")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("'; DROP TABLE entries; --")]
    [InlineData("a\0b")]
    [InlineData("‮right to left")]
    public async Task Any_text_reaches_the_bot_as_it_was_typed(string text)
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);

        Assert.Equal(HttpStatusCode.OK, (await client.SayAsync(text)).Status);

        Assert.Equal(text, host.Bot.Seen.Last().Text);
        Assert.Equal($"Echo: {text}", (await client.TextsAsync())[^1]);
    }

    [Fact]
    public async Task A_very_long_text_reaches_the_bot_as_well()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);

        await client.SayAsync(new string('x', 100_000));

        Assert.Equal("Echo: 100000 characters", (await client.TextsAsync())[^1]);
    }

    [Fact]
    public async Task Odd_channel_data_is_kept_and_harms_nobody()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);

        foreach (var channelData in new[] { "1", "\"text\"", "[]", "null", "true", """{"clientActivityID":7}""", """{"clientActivityID":"\ud800"}""", $"{{\"clientActivityID\":\"{new string('x', 1000)}\"}}" })
        {
            var answer = await client.PostAsync($"{{\"type\":\"message\",\"text\":\"hi\",\"from\":{{\"id\":\"a\"}},\"channelData\":{channelData}}}");
            Assert.True((int)answer.Status is 200 or 400, channelData);
        }

        Assert.Equal(HttpStatusCode.OK, (await client.SayAsync("still here")).Status);
    }

    [Theory]
    [InlineData("watermark=x")]
    [InlineData("watermark=-1")]
    [InlineData("watermark=99999999999999999999999")]
    [InlineData("watermark=1&watermark=2")]
    public async Task A_watermark_that_is_none_is_400(string query)
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);

        foreach (var path in new[] { "", "/activities", "/stream" })
            Assert.Equal(HttpStatusCode.BadRequest, (await client.SendAsync(HttpMethod.Get, $"conversations/{client.Conversation}{path}?{query}")).Status);
    }

    [Theory]
    [InlineData("GET", "tokens/generate", 405)]
    [InlineData("DELETE", "conversations/abc", 405)]
    [InlineData("PUT", "conversations/abc/activities", 405)]
    [InlineData("POST", "conversations/abc/upload", 403)]
    [InlineData("GET", "nothing/here", 404)]
    [InlineData("GET", "session/getsessionid", 404)]
    public async Task Every_other_address_and_method_answers_in_the_same_error_shape(string method, string path, int status)
    {
        await using var host = await ChannelHost.StartAsync();

        var answer = await new DirectLineClient(host).SendAsync(new HttpMethod(method), path);

        Assert.Equal(status, (int)answer.Status);
        Assert.NotEmpty(answer.ErrorCode);
        Assert.NotEmpty(answer.Body.GetProperty("error").GetProperty("message").GetString()!);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("7")]
    [InlineData("""{"user":"anna"}""")]
    public async Task A_start_with_a_garbled_body_is_400(string body)
    {
        await using var host = await ChannelHost.StartAsync();
        var client = new DirectLineClient(host);
        client.Take(await client.SendAsync(HttpMethod.Post, "tokens/generate"));

        Assert.Equal(HttpStatusCode.BadRequest, (await client.SendAsync(HttpMethod.Post, "conversations", body)).Status);
    }

    private sealed class ChunkedContent(byte[] body) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(body).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
