using System.Net;
using HipFaqBot.BotBuilder.Integration.AspNet.Core;
using HipFaqBot.BotBuilder.Schema;
using HipFaqBot.BotBuilder.Tests.Conformance;

namespace HipFaqBot.BotBuilder.Tests.Hosting;

public sealed class ConversationTurnsTests
{
    private readonly ConversationTurns _turns = new();

    [Fact]
    public async Task Turns_of_a_conversation_run_one_by_one_in_their_order()
    {
        var first = await EnterAsync("c1");
        var second = EnterAsync("c1");
        var third = EnterAsync("c1");

        Assert.False(second.IsCompleted);
        first!.Value.Dispose();
        var running = await second;
        Assert.False(third.IsCompleted);
        running!.Value.Dispose();
        Assert.NotNull(await third);
    }

    [Fact]
    public async Task Past_the_bound_nobody_waits_and_other_conversations_go_on()
    {
        var running = await EnterAsync("c1");
        var waiting = Enumerable.Range(0, ConversationTurns.MaxWaiting).Select(_ => EnterAsync("c1")).ToList();

        Assert.Null(await EnterAsync("c1"));
        Assert.NotNull(await EnterAsync("c2"));
        Assert.All(waiting, turn => Assert.False(turn.IsCompleted));

        running!.Value.Dispose();
        Assert.NotNull(await waiting[0]);
        Assert.False(EnterAsync("c1").IsCompleted);
    }

    [Fact]
    public async Task Who_gives_up_leaves_room_and_is_passed_over()
    {
        var running = await EnterAsync("c1");
        using var givesUp = new CancellationTokenSource();
        var impatient = EnterAsync("c1", givesUp.Token);
        var waiting = Enumerable.Range(1, ConversationTurns.MaxWaiting - 1).Select(_ => EnterAsync("c1")).ToList();

        await givesUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        waiting.Add(EnterAsync("c1"));
        running!.Value.Dispose();

        foreach (var turn in waiting) (await turn)!.Value.Dispose();
        Assert.NotNull(await EnterAsync("c1"));
    }

    [Fact]
    public async Task A_message_past_the_bound_is_answered_503_and_may_come_again()
    {
        var bot = new GatedBot();
        await using var host = await EchoHost.StartAsync(bot);
        var first = host.PostAsync(Message(0));
        await bot.Entered("hi 0");

        // One more than may wait: the only one that is answered while the first turn runs is the one too many.
        var others = Enumerable.Range(1, ConversationTurns.MaxWaiting + 1).ToDictionary(number => host.PostAsync(Message(number)));
        var tooMuch = await Task.WhenAny(others.Keys);
        using (var refused = await tooMuch)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
            Assert.Equal("", await refused.Content.ReadAsStringAsync());
            Assert.Contains(host.Log, line => line.Contains("too many turns of this conversation wait", StringComparison.Ordinal));
        }

        for (var number = 0; number <= ConversationTurns.MaxWaiting + 1; number++) bot.Leave($"hi {number}");
        foreach (var answered in others.Keys.Append(first).Where(task => task != tooMuch))
        {
            using var response = await answered;
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        using var again = await host.PostAsync(Message(others[tooMuch]));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(ConversationTurns.MaxWaiting + 2, bot.Begun.Count);
    }

    private Task<ConversationTurns.Place?> EnterAsync(string conversation, CancellationToken cancellationToken = default) =>
        _turns.EnterAsync(new Activity { ChannelId = "test", Conversation = new(id: conversation) }, cancellationToken).AsTask();

    private static string Message(int number) => DuplicateTests.Activity()
        .Replace("\"a1\"", $"\"a{number}\"", StringComparison.Ordinal)
        .Replace("\"hi\"", $"\"hi {number}\"", StringComparison.Ordinal);
}
