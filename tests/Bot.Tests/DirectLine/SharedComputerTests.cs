using System.Net;
using System.Text.Json;

namespace HipFaqBot.Bot.Tests.DirectLine;

/// <summary>With <c>DirectLine:SharedComputerTimeout</c> the service itself erases what a closed page left behind.</summary>
public sealed class SharedComputerTests
{
    private static readonly (string, string) TenMinutes = ("DirectLine:SharedComputerTimeout", "00:10:00");

    [Fact]
    public async Task A_ticket_of_a_page_that_was_closed_is_dead_after_it_and_the_conversation_erased()
    {
        await using var host = await ChannelHost.StartAsync(TenMinutes);
        var client = new DirectLineClient(host);
        var ticket = await StartAsync(client);
        host.Clock.Advance(TimeSpan.FromMinutes(9));
        var next = await ResumeAsync(client, ticket);
        Assert.Equal(HttpStatusCode.OK, next.Status);
        host.Clock.Advance(TimeSpan.FromMinutes(2));

        var answer = await ResumeAsync(client, next.Text("ticket"));

        Assert.Equal((HttpStatusCode.Forbidden, "TicketNotValid"), (answer.Status, answer.ErrorCode));
        // By the sweep, which writes more than once.
        for (var patience = TestTime.Out(); await host.Conversations.CountAsync() > 0;)
            patience.ThrowIfCancellationRequested();
        Assert.Equal(HttpStatusCode.NotFound, (await client.ReadAsync()).Status);
    }

    [Fact]
    public async Task A_page_that_is_open_is_asked_there_and_not_erased_behind_its_reader_nor_when_it_is_loaded_anew()
    {
        await using var host = await ChannelHost.StartAsync(TenMinutes);
        var client = new DirectLineClient(host);
        var ticket = await StartAsync(client);
        using (var socket = await client.ListenAsync())
        {
            await socket.ActivitiesAsync(1);
            host.Clock.Advance(TimeSpan.FromMinutes(14));
            Assert.Equal(1, await host.Conversations.CountAsync());
        }

        await host.SocketsAsync(0);
        Assert.Equal(HttpStatusCode.OK, (await ResumeAsync(client, ticket)).Status);
    }

    [Theory]
    [InlineData("00:01:00")]
    [InlineData("25:00:00")]
    public async Task Settings_that_cannot_work_stop_the_start(string value)
    {
        var failure = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => ChannelHost.StartAsync(("DirectLine:SharedComputerTimeout", value)));

        Assert.Contains(failure.Failures, one => one.Contains("DirectLine:SharedComputerTimeout", StringComparison.Ordinal));
    }

    private static async Task<string> StartAsync(DirectLineClient client)
    {
        var session = await client.ChatAsync("start");
        client.Take(session);
        Assert.Equal(HttpStatusCode.OK, (await client.SayAsync("hi")).Status);
        return session.Text("ticket");
    }

    private static Task<Answer> ResumeAsync(DirectLineClient client, string ticket) => client.ChatAsync("resume", JsonSerializer.Serialize(new { ticket }));
}
