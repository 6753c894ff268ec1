using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace HipFaqBot.Bot.Tests.DirectLine;

public sealed class StreamTests
{
    [Fact]
    public async Task The_welcome_that_came_before_the_socket_is_replayed_and_what_follows_arrives()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        using var socket = await client.ListenAsync();

        var welcome = await socket.FrameAsync();
        await client.SayAsync("hi");

        Assert.Equal("1", JsonDocument.Parse(welcome!).RootElement.GetProperty("watermark").GetString());
        Assert.Equal(["hi", "Echo: hi"], (await socket.ActivitiesAsync(2)).Select(one => one.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Two_tabs_hear_the_same()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        using var one = await client.ListenAsync();
        using var other = await client.ListenAsync();
        await client.SayAsync("hi");

        foreach (var socket in new[] { one, other })
            Assert.Equal(["Hello.", "hi", "Echo: hi"], (await socket.ActivitiesAsync(3)).Select(activity => activity.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Typing_of_the_bot_comes_over_the_stream_and_does_not_count()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        using var socket = await client.ListenAsync();
        var posting = client.SayAsync("type and wait");

        var before = await socket.ActivitiesAsync(3);
        host.Bot.Gate.SetResult();
        await posting;
        var after = await socket.ActivitiesAsync(1);

        Assert.Equal(["message", "message", "typing"], before.Select(one => one.GetProperty("type").GetString()));
        Assert.EndsWith("|0000003", after[0].GetProperty("id").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typing_that_an_answer_has_overtaken_is_not_sent()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        await client.SayAsync("typing");
        using var late = await client.ListenAsync();

        Assert.DoesNotContain(await late.ActivitiesAsync(3), activity => activity.GetProperty("type").GetString() == "typing");
    }

    [Fact]
    public async Task A_client_that_comes_back_hears_what_it_missed_and_nothing_twice()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        await client.SayAsync("before");
        client.Take(await client.SendAsync(HttpMethod.Get, $"conversations/{client.Conversation}?watermark=3"));
        await client.SayAsync("after");
        using var socket = await client.ListenAsync();

        Assert.Equal(["after", "Echo: after"], (await socket.ActivitiesAsync(2)).Select(one => one.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task In_silence_an_empty_frame_keeps_the_socket_open_and_no_frame_lacks_activities()
    {
        await using var host = await ChannelHost.StartAsync(("DirectLine:KeepAlive", "00:00:10"));
        var client = await DirectLineClient.StartAsync(host);
        using var socket = await client.ListenAsync();
        await socket.ActivitiesAsync(1);
        await socket.Socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, true, TestTime.Out());
        await socket.Socket.SendAsync("{}"u8.ToArray(), WebSocketMessageType.Text, true, TestTime.Out());

        host.Clock.Advance(TimeSpan.FromSeconds(10));
        var silence = await socket.FrameAsync();
        await client.SayAsync("hi");
        var frames = new List<string>();
        while (frames.Sum(frame => frame.Contains("Echo: hi", StringComparison.Ordinal) ? 1 : 0) == 0)
            frames.Add((await socket.FrameAsync())!);

        Assert.Equal("", silence);
        Assert.All(frames.Where(frame => frame.Length > 0), frame =>
            Assert.NotEqual(0, JsonDocument.Parse(frame).RootElement.GetProperty("activities").GetArrayLength()));
    }

    [Fact]
    public async Task A_large_message_from_the_client_closes_the_socket()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        using var socket = await client.ListenAsync();
        await socket.ActivitiesAsync(1);

        await socket.Socket.SendAsync(Encoding.UTF8.GetBytes(new string('x', 5000)), WebSocketMessageType.Text, true, TestTime.Out());

        Assert.Null(await socket.FrameAsync());
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, socket.Socket.CloseStatus);
    }

    [Fact]
    public async Task A_fifth_socket_closes_the_first()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        var sockets = new List<ListeningSocket>();
        for (var i = 0; i < 5; i++)
        {
            sockets.Add(await client.ListenAsync());
            await sockets[i].ActivitiesAsync(1);
        }

        Assert.Null(await sockets[0].FrameAsync());
        Assert.Equal("collision", sockets[0].Socket.CloseStatusDescription);
        await client.SayAsync("hi");
        Assert.Equal(2, (await sockets[1].ActivitiesAsync(2)).Count);
        sockets.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task A_service_that_stops_says_so()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        using var socket = await client.ListenAsync();
        await socket.ActivitiesAsync(1);
        var stopping = host.StopAsync();

        Assert.Null(await socket.FrameAsync());
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.Socket.CloseStatus);
        await socket.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", TestTime.Out());
        await stopping;
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("null")]
    public async Task A_page_of_another_origin_cannot_listen(string origin)
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);

        var refusal = await Assert.ThrowsAsync<WebSocketException>(() => client.ListenAsync(origin));

        Assert.Contains("403", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_of_a_stream_is_good_for_a_minute_and_for_more_than_one_socket()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        using (await client.ListenAsync(host.Address.GetLeftPart(UriPartial.Authority)))
        using (await client.ListenAsync())
            host.Clock.Advance(TimeSpan.FromSeconds(60));

        var refusal = await Assert.ThrowsAsync<WebSocketException>(() => client.ListenAsync());

        Assert.Contains("403", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_of_the_address_does_for_the_stream_only()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        client.Token = client.StreamUrl.Split("t=")[1];

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await client.ReadAsync()).Status);
    }
}
