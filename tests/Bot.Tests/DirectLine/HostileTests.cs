using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace HipFaqBot.Bot.Tests.DirectLine;

/// <summary>What somebody of ill will sends. Nothing leaks, nothing falls over, and other people's chats go on unread.</summary>
public sealed class HostileTests
{
    [Fact]
    public async Task A_token_of_another_origin_is_403_wherever_it_is_shown()
    {
        await using var host = await ChannelHost.StartAsync(("Widget:AllowedSites:0", "https://clinic.example"));
        var client = new DirectLineClient(host);
        client.Take(await client.SendAsync(HttpMethod.Post, "tokens/generate", "{}", ("Origin", "https://clinic.example")));
        client.Take(await client.SendAsync(HttpMethod.Post, "conversations", "{}", ("Origin", "https://clinic.example")));

        foreach (var origin in new[] { "https://elsewhere.example", "null", host.Address.GetLeftPart(UriPartial.Authority), "https://clinic.example.evil.example" })
        {
            foreach (var (method, path) in Everywhere(client.Conversation))
            {
                var answer = await client.SendAsync(method, path, method == HttpMethod.Post ? "{}" : null, ("Origin", origin));
                Assert.Equal((HttpStatusCode.Forbidden, "OriginNotTrusted"), (answer.Status, answer.ErrorCode));
                Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin") && origin != "https://clinic.example");
            }

            await Assert.ThrowsAsync<WebSocketException>(() => client.ListenAsync(origin));
        }

        var own = await client.SendAsync(HttpMethod.Get, $"conversations/{client.Conversation}/activities", (string?)null, ("Origin", "https://clinic.example"));
        Assert.Equal(HttpStatusCode.OK, own.Status);
        Assert.Equal("https://clinic.example", own.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task A_token_whose_words_were_changed_is_403_and_one_of_the_stream_opens_no_other_stream()
    {
        await using var host = await ChannelHost.StartAsync();
        var (mine, theirs) = (await DirectLineClient.StartAsync(host), await DirectLineClient.StartAsync(host));
        var parts = mine.Token.Split('.');
        var claims = Encoding.UTF8.GetString(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes(parts[1]));
        var changed = Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(claims.Replace(mine.Conversation, theirs.Conversation, StringComparison.Ordinal));
        var address = mine.StreamUrl.Replace(mine.Conversation, theirs.Conversation, StringComparison.Ordinal);

        mine.Token = $"{parts[0]}.{changed}.{parts[2]}";
        var forged = await mine.SendAsync(HttpMethod.Get, $"conversations/{theirs.Conversation}/activities");
        using var socket = new ClientWebSocket();
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri(address), TestTime.Out()));

        Assert.Equal((HttpStatusCode.Forbidden, "Forbidden"), (forged.Status, forged.ErrorCode));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("both", "an-old-long-secret", true)]
    [InlineData("both", "a-new-long-secret!", true)]
    [InlineData("both", "a-new-long-secret", false)]
    [InlineData("both", "an-old-long-secretx", false)]
    [InlineData("empty", "", false)]
    [InlineData("empty", " ", false)]
    [InlineData("none", "undefined", false)]
    public async Task A_secret_is_one_of_those_that_are_set_or_none(string set, string shown, bool isOne)
    {
        (string, string)[] settings = set switch
        {
            "both" => [("DirectLine:Secrets:0", "an-old-long-secret"), ("DirectLine:Secrets:1", "a-new-long-secret!")],
            "empty" => [("DirectLine:Secrets:0", ""), ("DirectLine:Secrets:1", "")],
            _ => [],
        };
        await using var host = await ChannelHost.StartAsync(settings);

        var answer = await new DirectLineClient(host).SendAsync(HttpMethod.Post, "conversations", "{}", ("Authorization", $"Bearer {shown}"));

        Assert.Equal(isOne ? HttpStatusCode.Created : HttpStatusCode.Unauthorized, answer.Status);
    }

    [Fact]
    public async Task A_watermark_from_the_future_hears_what_comes_next_on_the_stream_and_misses_nothing()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        client.Take(await client.SendAsync(HttpMethod.Get, $"conversations/{client.Conversation}?watermark=999999"));
        using var socket = await client.ListenAsync();
        await client.SayAsync("next");

        Assert.Equal(["next", "Echo: next"], (await socket.ActivitiesAsync(2)).Select(one => one.GetProperty("text").GetString()));
    }

    [Theory]
    [InlineData(new byte[] { 0x81, 0x06, 0x68, 0x69, 0x68, 0x69, 0x68, 0x69 })] // Text without the mask that clients must have.
    [InlineData(new byte[] { 0x8F, 0x80, 1, 2, 3, 4 })] // An opcode that there is not.
    [InlineData(new byte[] { 0xF1, 0x80, 1, 2, 3, 4 })] // Reserved bits.
    [InlineData(new byte[] { 0x81, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0 })] // Longer than the world.
    [InlineData(new byte[] { 0x80, 0x80, 1, 2, 3, 4 })] // The continuation of nothing.
    [InlineData(new byte[] { 0x81, 0x82, 0, 0, 0, 0, 0xC3, 0x28 })] // Text that is none.
    public async Task A_garbage_frame_ends_its_own_socket_and_no_other(byte[] frame)
    {
        await using var host = await ChannelHost.StartAsync();
        var (mine, theirs) = (await DirectLineClient.StartAsync(host), await DirectLineClient.StartAsync(host));
        using var other = await theirs.ListenAsync();
        await other.ActivitiesAsync(1);
        using var tcp = await UpgradeAsync(host, mine);
        var stream = tcp.GetStream();
        await stream.WriteAsync(frame);

        Assert.True(await EndsAsync(stream));
        await theirs.SayAsync("still here");
        Assert.Equal(2, (await other.ActivitiesAsync(2)).Count);
        Assert.DoesNotContain("Unhandled", host.Logs.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Five_thousand_connections_that_never_send_disturb_nobody()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        using var socket = await client.ListenAsync();
        await socket.ActivitiesAsync(1);
        var idle = new List<Socket>();
        try
        {
            for (var i = 0; i < 5000; i++)
            {
                idle.Add(new Socket(SocketType.Stream, ProtocolType.Tcp));
                await idle[^1].ConnectAsync(IPAddress.Loopback, host.Address.Port);
            }

            Assert.Equal(HttpStatusCode.OK, (await client.SayAsync("still here")).Status);
            Assert.Equal(["still here", "Echo: still here"], (await socket.ActivitiesAsync(2)).Select(one => one.GetProperty("text").GetString()));
            Assert.Equal(["Hello."], await (await DirectLineClient.StartAsync(host)).TextsAsync());
        }
        finally
        {
            idle.ForEach(one => one.Close(0));
        }
    }

    [Fact]
    public async Task Twelve_hundred_open_chats_that_never_say_anything_disturb_nobody()
    {
        // No pings: this client would not answer them, and be dropped.
        await using var host = await ChannelHost.StartAsync(("DirectLine:MaximumStartsPerHour", "10000"), ("DirectLine:KeepAlive", "01:00:00"));
        var client = await DirectLineClient.StartAsync(host);
        using var socket = await client.ListenAsync();
        await socket.ActivitiesAsync(1);
        var idle = new ConcurrentBag<TcpClient>();
        try
        {
            await Parallel.ForAsync(0, 300, async (_, _) =>
            {
                var silent = await DirectLineClient.StartAsync(host);
                for (var i = 0; i < 4; i++)
                    idle.Add(await UpgradeAsync(host, silent));
            });

            Assert.Equal(HttpStatusCode.OK, (await client.SayAsync("still here")).Status);
            Assert.Equal(["still here", "Echo: still here"], (await socket.ActivitiesAsync(2)).Select(one => one.GetProperty("text").GetString()));
            Assert.Equal(["Hello."], await (await DirectLineClient.StartAsync(host)).TextsAsync());
            await host.SocketsAsync(1 + 1200);
        }
        finally
        {
            foreach (var one in idle)
                one.Client.Close(0);
        }
    }

    [Fact]
    public async Task Sockets_beyond_those_that_may_be_open_are_refused_with_the_emergency_line_and_a_place_that_is_left_is_free()
    {
        await using var host = await ChannelHost.StartAsync(("DirectLine:MaximumOpenSockets", "1"));
        var (one, other) = (await DirectLineClient.StartAsync(host), await DirectLineClient.StartAsync(host));
        using (var socket = await one.ListenAsync())
        {
            await socket.ActivitiesAsync(1);
            Assert.Contains("503", (await Assert.ThrowsAsync<WebSocketException>(() => other.ListenAsync())).Message, StringComparison.Ordinal);
            await socket.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", TestTime.Out());
            Assert.Null(await socket.FrameAsync());
        }

        await host.SocketsAsync(0);
        using var free = await other.ListenAsync();
        await free.ActivitiesAsync(1);
    }

    [Fact]
    public async Task A_socket_that_takes_nothing_holds_up_nobody_and_is_dropped_and_its_client_goes_on_by_watermark()
    {
        await using var host = await ChannelHost.StartAsync();
        var (slow, other) = (await DirectLineClient.StartAsync(host), await DirectLineClient.StartAsync(host));
        using var tcp = await UpgradeAsync(host, slow);
        // More than the buffers of both ends hold; each answer is small, each echo large.
        var large = new string('x', 200_000);
        for (var i = 0; i < 60; i++)
            Assert.Equal(HttpStatusCode.OK, (await slow.SayAsync(large)).Status);
        Assert.Equal(HttpStatusCode.OK, (await other.SayAsync("meanwhile")).Status);

        // The clock goes on as slowly as people talk: for minutes only, or the token would expire with the patience.
        for (var i = 0; i < 60 && host.OpenSockets > 0; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(16));
            Assert.Equal(HttpStatusCode.OK, (await other.SayAsync("and on")).Status);
        }

        Assert.Equal(0, host.OpenSockets);
        var rest = await slow.ReadAsync("119");
        Assert.Equal(HttpStatusCode.OK, rest.Status);
        Assert.Equal("Echo: 200000 characters", rest.Body.GetProperty("activities").EnumerateArray().Last().GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_socket_ends_with_the_tokens_of_its_conversation_and_not_while_they_are_refreshed()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        using var socket = await client.ListenAsync();
        await socket.ActivitiesAsync(1);
        for (var i = 0; i < 3; i++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(15));
            client.Take(await client.SendAsync(HttpMethod.Post, "tokens/refresh"));
        }

        await client.SayAsync("still here");
        Assert.Equal(2, (await socket.ActivitiesAsync(2)).Count);

        host.Clock.Advance(TimeSpan.FromMinutes(31));
        while (await socket.FrameAsync() is not null)
        {
        }

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, socket.Socket.CloseStatus);
    }

    [Theory]
    [InlineData("application/octet-stream")]
    [InlineData("application/x-msdownload")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Uploads_are_refused_whatever_they_are(string type)
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        using var body = new ByteArrayContent([.. "MZ"u8, .. new byte[100_000]]);
        body.Headers.TryAddWithoutValidation("Content-Type", type);

        var answer = await client.SendAsync(HttpMethod.Post, $"conversations/{client.Conversation}/upload?userId=x", body);

        Assert.Equal((HttpStatusCode.Forbidden, "UploadsDisabled"), (answer.Status, answer.ErrorCode));
        Assert.Equal(["Hello."], await client.TextsAsync());
    }

    [Fact]
    public async Task A_script_for_a_name_is_data_that_no_browser_takes_for_a_page_and_no_log_holds()
    {
        const string name = "<script>alert(1)</script>";
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);

        await client.PostAsync(JsonSerializer.Serialize(new { type = "message", text = "hi", from = new { id = "x", name, role = name } }));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"conversations/{client.Conversation}/activities");
        request.Headers.Authorization = new("Bearer", client.Token);
        using var answer = await host.Http.SendAsync(request);
        var echo = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("activities")[1];

        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal((name, "user"), (echo.GetProperty("from").GetProperty("name").GetString(), echo.GetProperty("from").GetProperty("role").GetString()));
        Assert.DoesNotContain("<script>", host.Logs.Text, StringComparison.Ordinal);
    }

    private static IEnumerable<(HttpMethod Method, string Path)> Everywhere(string conversation) =>
    [
        (HttpMethod.Post, "conversations"), (HttpMethod.Post, "tokens/refresh"), (HttpMethod.Get, $"conversations/{conversation}"),
        (HttpMethod.Get, $"conversations/{conversation}/activities"), (HttpMethod.Post, $"conversations/{conversation}/activities"),
        (HttpMethod.Get, $"conversations/{conversation}/stream"),
    ];

    // A WebSocket that the test writes byte by byte.
    private static async Task<TcpClient> UpgradeAsync(ChannelHost host, DirectLineClient client)
    {
        var tcp = new TcpClient { ReceiveBufferSize = 4096 };
        await tcp.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        var path = new Uri(client.StreamUrl).PathAndQuery;
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {host.Address.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
        var answer = new byte[12];
        await tcp.GetStream().ReadExactlyAsync(answer, TestTime.Out());
        Assert.Equal("HTTP/1.1 101", Encoding.ASCII.GetString(answer));
        return tcp;
    }

    private static async Task<bool> EndsAsync(NetworkStream stream)
    {
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer, TestTime.Out()) > 0)
            {
            }

            return true;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
