using System.Globalization;
using HipFaqBot.BotBuilder.Adapters;
using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder.Tests.Turn;

public sealed class PipelineTests
{
    [Fact]
    public async Task The_middleware_added_first_is_outermost()
    {
        var calls = new List<string>();
        var adapter = new TestAdapter().Use(new Noting("outer", calls)).Use(new Noting("inner", calls));

        await Run(adapter, () => calls.Add("bot"));

        Assert.Equal(["outer in", "inner in", "bot", "inner out", "outer out"], calls);
    }

    [Fact]
    public async Task Middleware_that_does_not_go_on_keeps_the_bot_out()
    {
        var calls = new List<string>();
        var adapter = new TestAdapter().Use(new Stopping());

        await Run(adapter, () => calls.Add("bot"));

        Assert.Empty(calls);
    }

    [Fact]
    public async Task What_the_bot_throws_goes_to_the_error_handler_and_the_turn_is_handled()
    {
        Exception? seen = null;
        var adapter = new TestAdapter
        {
            OnTurnError = (_, exception) =>
            {
                seen = exception;
                return Task.CompletedTask;
            },
        };

        await Run(adapter, () => throw new InvalidOperationException("boom"));

        Assert.Equal("boom", seen?.Message);
    }

    [Fact]
    public async Task Without_an_error_handler_it_leaves_the_adapter() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Run(new TestAdapter(), () => throw new InvalidOperationException("boom")));

    [Theory]
    [InlineData("de-DE", "de-DE")]
    [InlineData("no such language", "")]
    public async Task A_turn_runs_in_the_culture_of_its_locale_and_leaves_none_behind(string locale, string expected)
    {
        var before = CultureInfo.CurrentCulture;
        string? during = null;

        await Run(new TestAdapter { Locale = locale }, () => during = CultureInfo.CurrentCulture.Name);

        Assert.Equal(expected.Length > 0 ? expected : before.Name, during);
        Assert.Equal(before, CultureInfo.CurrentCulture);
    }

    [Fact]
    public async Task A_conversation_can_be_continued_from_its_reference()
    {
        var adapter = new TestAdapter();

        await adapter.ContinueConversationAsync(
            "app", adapter.Conversation, async (turn, cancellationToken) => await turn.SendActivityAsync("later", cancellationToken: cancellationToken), default);

        Assert.Equal("later", adapter.GetNextReply()?.AsMessageActivity()?.Text);
    }

    [Fact]
    public async Task A_flow_reads_as_a_conversation() =>
        await new TestFlow(new TestAdapter(), new Conformance.EchoBot())
            .SendConversationUpdate().AssertReply("Hello and welcome!")
            .Send("hip").AssertReplyContains("hip")
            .Test("knee", "Echo: knee")
            .Send("nosend").AssertNoReply(timeout: 1)
            .StartTestAsync();

    [Fact]
    public async Task A_flow_fails_where_a_reply_is_another()
    {
        var flow = new TestFlow(new TestAdapter(), new Conformance.EchoBot()).Send("hip").AssertReply("Echo: knee");

        await Assert.ThrowsAsync<InvalidOperationException>(flow.StartTestAsync);
    }

    [Fact]
    public async Task Typing_shows_until_the_turn_ends()
    {
        var adapter = new TestAdapter().Use(new ShowTypingMiddleware(delay: 0, period: 1));
        Activity? typing = null;

        await adapter.SendTextToBotAsync("hi", async (_, cancellationToken) => typing = (Activity)await adapter.GetNextReplyAsync(cancellationToken), default);
        adapter.ActiveQueue.Clear();

        Assert.Equal(ActivityTypes.Typing, typing?.Type);
        await new TestFlow(adapter).AssertNoReply(timeout: 20).StartTestAsync();
    }

    [Fact]
    public async Task Typing_ends_with_a_turn_that_throws()
    {
        var adapter = new TestAdapter().Use(new ShowTypingMiddleware(delay: 0, period: 1));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Run(adapter, () => throw new InvalidOperationException("boom")));
        adapter.ActiveQueue.Clear();

        await new TestFlow(adapter).AssertNoReply(timeout: 20).StartTestAsync();
    }

    private static Task Run(TestAdapter adapter, Action bot) => adapter.SendTextToBotAsync(
        "hi",
        (_, _) =>
        {
            bot();
            return Task.CompletedTask;
        },
        default);

    private sealed class Noting(string name, List<string> calls) : IMiddleware
    {
        public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            calls.Add($"{name} in");
            await next(cancellationToken);
            calls.Add($"{name} out");
        }
    }

    private sealed class Stopping : IMiddleware
    {
        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
