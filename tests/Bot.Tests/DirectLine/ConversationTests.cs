using System.Net;

namespace HipFaqBot.Bot.Tests.DirectLine;

public sealed class ConversationTests
{
    [Fact]
    public async Task A_new_conversation_is_201_and_the_same_token_again_200()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = new DirectLineClient(host);
        client.Take(await client.SendAsync(HttpMethod.Post, "tokens/generate"));

        var first = await client.SendAsync(HttpMethod.Post, "conversations", "{\"user\":{}}");
        var second = await client.SendAsync(HttpMethod.Post, "conversations", "{\"user\":{}}");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.Equal(first.Text("conversationId"), second.Text("conversationId"));
        Assert.StartsWith($"ws://{host.Address.Authority}/v3/directline/conversations/", first.Text("streamUrl"), StringComparison.Ordinal);
        Assert.Equal(["Hello."], await client.TextsAsync());
    }

    [Fact]
    public async Task The_bot_learns_that_it_joined_and_then_the_person()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);

        var update = Assert.Single(host.Bot.Seen);
        Assert.Equal("conversationUpdate", update.Type);
        Assert.Equal([update.Recipient!.Id, client.User], update.MembersAdded!.Select(member => member.Id));
        Assert.Equal("directline", update.ChannelId);
    }

    [Fact]
    public async Task The_echo_comes_before_the_reply_and_keeps_what_the_client_added()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);

        var posted = await client.PostAsync(
            """
            {"type":"message","text":"hi","from":{"id":"x","name":"Anna"},"locale":"en-GB","unheardOf":{"a":[1]},"value":{"b":2},
             "entities":[{"type":"ClientCapabilities","supportsListening":true}],"channelData":{"clientActivityID":"c1","more":"kept"}}
            """);

        var activities = (await client.ReadAsync("1")).Body.GetProperty("activities").EnumerateArray().ToArray();
        var (echo, reply) = (activities[0], activities[1]);
        Assert.Equal(posted.Text("id"), echo.GetProperty("id").GetString());
        Assert.Equal("c1", echo.GetProperty("channelData").GetProperty("clientActivityID").GetString());
        Assert.Equal("kept", echo.GetProperty("channelData").GetProperty("more").GetString());
        Assert.Equal(1, echo.GetProperty("unheardOf").GetProperty("a")[0].GetInt32());
        Assert.Equal(2, echo.GetProperty("value").GetProperty("b").GetInt32());
        Assert.True(echo.GetProperty("entities")[0].GetProperty("supportsListening").GetBoolean());
        Assert.Equal("user", echo.GetProperty("from").GetProperty("role").GetString());
        Assert.Equal("Echo: hi", reply.GetProperty("text").GetString());
        Assert.Equal("bot", reply.GetProperty("from").GetProperty("role").GetString());
        Assert.Equal(posted.Text("id"), reply.GetProperty("replyToId").GetString());
        Assert.False(reply.TryGetProperty("serviceUrl", out _));
    }

    [Fact]
    public async Task What_a_client_says_of_itself_is_not_believed()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);

        await client.PostAsync(
            """
            {"type":"message","id":"mine","text":"hi","from":{"id":"dl_somebody-else","role":"bot"},"serviceUrl":"https://evil.example/","channelId":"msteams",
             "timestamp":"1999-01-01T00:00:00Z","conversation":{"id":"other"},"recipient":{"id":"x"},"callerId":"urn:botframework:azure","deliveryMode":"expectReplies"}
            """);

        var seen = host.Bot.Seen.Last();
        Assert.Equal((client.User, "user"), (seen.From!.Id, seen.From.Role));
        Assert.Equal(client.Conversation, seen.Conversation!.Id);
        Assert.Equal("directline", seen.ChannelId);
        Assert.DoesNotContain("evil", seen.ServiceUrl, StringComparison.Ordinal);
        Assert.Null(seen.CallerId);
        Assert.Null(seen.DeliveryMode);
        Assert.Equal(2026, seen.Timestamp!.Value.Year);
        Assert.NotEqual("mine", seen.Id);
        Assert.Equal("Echo: hi", (await client.TextsAsync())[^1]);
    }

    [Fact]
    public async Task Ids_and_times_rise_and_the_watermark_says_where_one_is()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        for (var i = 0; i < 70; i++)
            await client.SayAsync($"{i}");

        var ids = new List<string>();
        var times = new List<DateTimeOffset>();
        var watermark = "0";
        while ((await client.ReadAsync(watermark)).Body is var set && set.GetProperty("activities").GetArrayLength() is > 0 and <= 100)
        {
            ids.AddRange(set.GetProperty("activities").EnumerateArray().Select(one => one.GetProperty("id").GetString()!));
            times.AddRange(set.GetProperty("activities").EnumerateArray().Select(one => one.GetProperty("timestamp").GetDateTimeOffset()));
            watermark = set.GetProperty("watermark").GetString()!;
        }

        Assert.Equal("141", watermark);
        Assert.Equal(Enumerable.Range(1, 141).Select(i => $"{client.Conversation}|{i:D7}"), ids);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.First < pair.Second));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("-", 1)]
    [InlineData("0", 1)]
    [InlineData("1", 0)]
    [InlineData("999999", 0)]
    public async Task A_watermark_of_any_kind_finds_what_came_after_it(string watermark, int count)
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);

        var answer = await client.ReadAsync(watermark);

        Assert.Equal(count, answer.Body.GetProperty("activities").GetArrayLength());
        Assert.Equal("1", answer.Text("watermark"));
    }

    [Fact]
    public async Task A_repeated_client_id_gets_the_first_id_back_and_no_second_turn()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);

        var first = await client.SayAsync("once", "same");
        var second = await client.SayAsync("once", "same");

        Assert.Equal(first.Text("id"), second.Text("id"));
        Assert.Equal(["Hello.", "once", "Echo: once"], await client.TextsAsync());
    }

    [Fact]
    public async Task Typing_is_answered_and_never_kept()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);

        var typing = await client.PostAsync("""{"type":"typing","from":{"id":"x"}}""");
        await client.SayAsync("typing");

        Assert.Equal(HttpStatusCode.OK, typing.Status);
        Assert.NotEmpty(typing.Text("id"));
        Assert.Equal(["Hello.", "typing", "Echo: typing"], await client.TextsAsync());
    }

    [Fact]
    public async Task A_failing_bot_apologizes_and_nothing_typed_is_logged()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);

        var answer = await client.SayAsync("throw");
        await client.SayAsync("my very private words");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(host.Apology, (await client.TextsAsync())[2]);
        Assert.Contains("InvalidOperationException", host.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("somebody typed", host.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("private words", host.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_end_nothing_more_is_taken_and_everything_can_be_read()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        await client.SayAsync("goodbye");

        var late = await client.SayAsync("one more thing");

        Assert.Equal((HttpStatusCode.Forbidden, "ConversationEnded"), (late.Status, late.ErrorCode));
        Assert.Equal(3, (await client.ReadAsync()).Body.GetProperty("activities").GetArrayLength());
    }

    [Fact]
    public async Task Turns_of_one_conversation_run_one_after_the_other_and_those_of_others_meanwhile()
    {
        await using var host = await ChannelHost.StartAsync(("DirectLine:MaximumWaitingTurns", "2"));
        var one = await DirectLineClient.StartAsync(host);
        var other = await DirectLineClient.StartAsync(host);
        using var socket = await one.ListenAsync();
        var waiting = one.SayAsync("wait");
        await host.Bot.Waiting.Task;

        var second = one.SayAsync("second");
        // Its echo says that it stands in the queue.
        await socket.ActivitiesAsync(3);
        await other.SayAsync("meanwhile");
        var third = await one.SayAsync("third");
        host.Bot.Gate.SetResult();
        await Task.WhenAll(waiting, second);

        Assert.Equal(HttpStatusCode.TooManyRequests, third.Status);
        Assert.NotNull(third.Headers.RetryAfter);
        Assert.Equal(["Echo: wait", "Echo: second"], (await one.TextsAsync()).Where(text => text.StartsWith("Echo", StringComparison.Ordinal)));
        Assert.Contains("Echo: meanwhile", await other.TextsAsync());
    }

    [Fact]
    public async Task The_log_of_a_conversation_is_bounded_and_the_newest_stay()
    {
        await using var host = await ChannelHost.StartAsync(("DirectLine:MaximumActivities", "5"));
        var client = await DirectLineClient.StartAsync(host);
        for (var i = 0; i < 10; i++)
            await client.SayAsync($"{i}");

        Assert.Equal(["Echo: 7", "8", "Echo: 8", "9", "Echo: 9"], await client.TextsAsync());
        Assert.Equal("21", (await client.ReadAsync()).Text("watermark"));
    }

    [Fact]
    public async Task A_conversation_that_nobody_touches_is_forgotten()
    {
        await using var host = await ChannelHost.StartAsync(("DirectLine:IdleExpiry", "00:20:00"));
        var client = await DirectLineClient.StartAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(20));

        var answer = await client.ReadAsync();

        Assert.Equal((HttpStatusCode.NotFound, "ConversationNotFound"), (answer.Status, answer.ErrorCode));
        Assert.Equal(0, await host.Conversations.CountAsync());
    }

    [Fact]
    public async Task When_all_places_are_taken_the_longest_idle_conversation_gives_way_and_a_fresh_one_does_not()
    {
        await using var host = await ChannelHost.StartAsync(("DirectLine:MaximumConversations", "2"));
        var oldest = await DirectLineClient.StartAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        var fresh = await DirectLineClient.StartAsync(host);

        var third = await DirectLineClient.StartAsync(host);
        var fourth = new DirectLineClient(host);
        fourth.Take(await fourth.SendAsync(HttpMethod.Post, "tokens/generate"));
        var refused = await fourth.SendAsync(HttpMethod.Post, "conversations");

        Assert.Equal(HttpStatusCode.NotFound, (await oldest.ReadAsync()).Status);
        Assert.Equal(HttpStatusCode.OK, (await fresh.ReadAsync()).Status);
        Assert.Equal(HttpStatusCode.OK, (await third.ReadAsync()).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
    }

    [Fact]
    public async Task When_the_logs_are_full_small_messages_still_pass_and_large_ones_do_not()
    {
        await using var host = await ChannelHost.StartAsync(("DirectLine:MaximumTotalBytes", "100000"), ("DirectLine:MaximumConversations", "20"));
        var one = await DirectLineClient.StartAsync(host);
        var other = await DirectLineClient.StartAsync(host);
        var large = new string('x', 60_000);

        Assert.Equal(HttpStatusCode.OK, (await one.SayAsync(large)).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await other.SayAsync(large)).Status);
        Assert.Equal(HttpStatusCode.OK, (await other.SayAsync("small")).Status);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.OK, (await other.SayAsync(large)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await one.ReadAsync()).Status);
    }

    [Fact]
    public async Task Options_that_cannot_work_stop_the_start_and_name_key_and_cure()
    {
        var failure = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => ChannelHost.StartAsync(("DirectLine:TokenLife", "00:05:00"), ("DirectLine:Secrets:0", "short")));

        Assert.Contains(failure.Failures, one => one.Contains("DirectLine:TokenLife is 00:05:00", StringComparison.Ordinal));
        Assert.Contains(failure.Failures, one => one.Contains("DirectLine:Secrets", StringComparison.Ordinal));
    }
}
