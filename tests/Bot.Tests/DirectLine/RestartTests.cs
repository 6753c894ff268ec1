using System.Net;
using System.Text.Json;

namespace HipFaqBot.Bot.Tests.DirectLine;

/// <summary>What is still true after the service was started anew on the same folder.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hipfaq-restart-");

    [Fact]
    public async Task A_conversation_goes_on_with_its_token_its_history_and_its_numbers()
    {
        var first = await StartAsync();
        var client = await DirectLineClient.StartAsync(first);
        await client.SayAsync("before");
        await first.DisposeAsync();
        await using var second = await StartAsync(first);
        client = client.At(second);

        var again = await client.SendAsync(HttpMethod.Post, "conversations", "{\"user\":{}}");
        var said = await client.SayAsync("after");

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal($"{client.Conversation}|0000004", said.Text("id"));
        Assert.Equal(["Hello.", "before", "Echo: before", "after", "Echo: after"], await client.TextsAsync());
        Assert.Equal(client.User, second.Bot.Seen.Single().From!.Id);
    }

    [Fact]
    public async Task A_client_id_that_came_before_the_restart_gets_the_first_id_back_and_no_second_turn()
    {
        var first = await StartAsync();
        var client = await DirectLineClient.StartAsync(first);
        var said = await client.SayAsync("once", "same");
        await first.DisposeAsync();
        await using var second = await StartAsync(first);

        var repeated = await client.At(second).SayAsync("once", "same");

        Assert.Equal(said.Text("id"), repeated.Text("id"));
        Assert.Empty(second.Bot.Seen);
    }

    [Fact]
    public async Task A_turn_that_was_broken_off_is_run_when_the_person_comes_back()
    {
        var first = await StartAsync();
        var client = await DirectLineClient.StartAsync(first);
        var brokenOff = await client.SayAsync("break off");
        await first.DisposeAsync();
        await using var second = await StartAsync(first);
        second.Bot.Mend();
        client = client.At(second);
        client.Take(await client.SendAsync(HttpMethod.Get, $"conversations/{client.Conversation}"));
        using var socket = await client.ListenAsync();

        var heard = await socket.ActivitiesAsync(3);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "ServiceUnavailable"), (brokenOff.Status, brokenOff.ErrorCode));
        Assert.Equal(["Hello.", "break off", "Echo: break off"], heard.Select(one => one.GetProperty("text").GetString()));
        Assert.Equal(heard[1].GetProperty("id").GetString(), heard[2].GetProperty("replyToId").GetString());
    }

    [Fact]
    public async Task A_repeat_of_a_message_whose_turn_was_broken_off_has_it_answered_once()
    {
        await using var host = await StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        await client.SayAsync("break off", "same");

        var repeated = await client.SayAsync("break off", "same");

        Assert.Equal($"{client.Conversation}|0000002", repeated.Text("id"));
        Assert.Equal(["Hello.", "break off", "Echo: break off"], await client.TextsAsync());
    }

    [Fact]
    public async Task A_ticket_opens_its_conversation_after_a_restart()
    {
        var first = await StartAsync();
        var client = new DirectLineClient(first);
        var session = await client.ChatAsync("start");
        client.Take(session);
        await client.SayAsync("before");
        await first.DisposeAsync();
        first.Clock.Advance(TimeSpan.FromHours(1));
        await using var second = await StartAsync(first);
        client = client.At(second);

        Assert.Equal("TokenExpired", (await client.ReadAsync()).ErrorCode);
        client.Take(await client.ChatAsync("resume", JsonSerializer.Serialize(new { ticket = session.Text("ticket") })));

        Assert.Equal(session.Text("conversationId"), client.Conversation);
        Assert.Equal(["before", "Echo: before"], await client.TextsAsync());
    }

    [Fact]
    public async Task What_should_have_been_erased_while_the_service_was_down_is_erased_at_its_start()
    {
        var first = await StartAsync();
        var client = await DirectLineClient.StartAsync(first);
        await first.DisposeAsync();
        first.Clock.Advance(TimeSpan.FromHours(24));
        await using var second = await StartAsync(first);

        // A conversation that is begun is kept after what the start erases; a mere count might be taken before.
        await DirectLineClient.StartAsync(second);
        Assert.Equal(1, await second.Conversations.CountAsync());
        Assert.Equal("TokenExpired", (await client.At(second).ReadAsync()).ErrorCode);
    }

    [Fact]
    public async Task What_was_erased_stays_erased()
    {
        var first = await StartAsync();
        var client = new DirectLineClient(first);
        var session = await client.ChatAsync("start");
        client.Take(session);
        await client.SayAsync("forget this");
        await client.ChatAsync("forget", JsonSerializer.Serialize(new { ticket = session.Text("ticket") }));
        await first.DisposeAsync();
        await using var second = await StartAsync(first);
        client = client.At(second);

        // Its token is still good, and must not begin it anew: numbers would be given twice.
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(HttpMethod.Post, "conversations")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(HttpMethod.Post, "tokens/refresh")).Status);
    }

    [Fact]
    public async Task In_memory_nothing_is_kept_and_no_number_is_given_twice()
    {
        var first = await StartAsync(null, ("DirectLine:Store", "memory"));
        var client = new DirectLineClient(first);
        var session = await client.ChatAsync("start");
        client.Take(session);
        await client.SayAsync("before");
        Assert.Equal(["before", "Echo: before"], await client.TextsAsync());
        await first.DisposeAsync();
        Assert.DoesNotContain(_folder.EnumerateFiles("*", SearchOption.AllDirectories), file => file.Extension != ".xml");
        await using var second = await StartAsync(first, ("DirectLine:Store", "memory"));
        client = client.At(second);

        Assert.Equal(HttpStatusCode.Forbidden, (await client.ReadAsync()).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(HttpMethod.Post, "conversations")).Status);
        var resumed = await client.ChatAsync("resume", JsonSerializer.Serialize(new { ticket = session.Text("ticket") }));
        Assert.Equal((HttpStatusCode.Forbidden, "TicketNotValid"), (resumed.Status, resumed.ErrorCode));
    }

    [Fact]
    public async Task A_message_that_came_when_the_service_was_told_to_stop_is_answered()
    {
        var first = await StartAsync();
        var client = await DirectLineClient.StartAsync(first);
        var asked = client.SayAsync("wait");
        await first.Bot.Waiting.Task;
        var stopping = first.StopAsync();
        first.Bot.Gate.SetResult();

        Assert.Equal(HttpStatusCode.OK, (await asked).Status);
        await stopping;
        await first.DisposeAsync();
        await using var second = await StartAsync(first);
        Assert.Equal(["Hello.", "wait", "Echo: wait"], await client.At(second).TextsAsync());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<ChannelHost> StartAsync(ChannelHost? before = null, params (string Key, string Value)[] settings)
    {
        settings = [.. settings, ("DirectLine:Folder", _folder.FullName)];
        return before is null ? ChannelHost.StartAsync(settings) : ChannelHost.StartAsync(before.Clock, settings);
    }
}
