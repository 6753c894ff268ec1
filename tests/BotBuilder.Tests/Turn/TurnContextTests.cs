using HipFaqBot.BotBuilder.Adapters;
using HipFaqBot.BotBuilder.Schema;
using HipFaqBot.BotBuilder.TraceExtensions;

namespace HipFaqBot.BotBuilder.Tests.Turn;

public sealed class TurnContextTests
{
    private readonly TestAdapter _adapter = new();

    [Fact]
    public async Task An_answer_goes_back_to_the_person_in_the_conversation()
    {
        using var context = Context();

        await context.SendActivityAsync("hello");

        var reply = Assert.IsType<Activity>(_adapter.GetNextReply());
        Assert.Equal(("hello", "bot", "user1", "convo1", "in-1"), (reply.Text, reply.From!.Id, reply.Recipient!.Id, reply.Conversation!.Id, reply.ReplyToId));
        Assert.True(context.Responded);
    }

    [Fact]
    public async Task A_trace_is_no_answer()
    {
        using var context = Context();

        await context.TraceActivityAsync("T", 1);

        Assert.False(context.Responded);
    }

    [Fact]
    public async Task The_id_that_the_channel_gives_stands_on_what_was_sent()
    {
        using var context = Context();
        var reply = MessageFactory.Text("hello");

        var response = await context.SendActivityAsync(reply);

        Assert.NotNull(response.Id);
        Assert.Equal(response.Id, reply.Id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task Blank_text_is_no_answer(string? text)
    {
        using var context = Context();

        await Assert.ThrowsAsync<ArgumentNullException>(() => context.SendActivityAsync(text!));
    }

    [Fact]
    public async Task Handlers_run_in_the_order_of_their_coming_and_the_first_is_outermost()
    {
        var calls = new List<string>();
        using var context = Context();
        context.OnSendActivities(async (_, _, next) =>
        {
            calls.Add("first in");
            var responses = await next();
            calls.Add("first out");
            return responses;
        });
        context.OnSendActivities((_, _, next) =>
        {
            calls.Add("second");
            return next();
        });

        await context.SendActivityAsync("hello");

        Assert.Equal(["first in", "second", "first out"], calls);
    }

    [Fact]
    public async Task A_handler_may_add_to_what_is_sent()
    {
        using var context = Context();
        context.OnSendActivities((_, activities, next) =>
        {
            activities.Add(MessageFactory.Text("and this"));
            return next();
        });

        await context.SendActivityAsync("hello");

        Assert.Equal(["hello", "and this"], _adapter.ActiveQueue.Select(reply => reply.Text!));
    }

    [Fact]
    public async Task A_handler_may_keep_an_answer_back()
    {
        using var context = Context();
        context.OnSendActivities((_, _, _) => Task.FromResult(Array.Empty<ResourceResponse>()));

        var response = await context.SendActivityAsync("hello");

        Assert.Null(response.Id);
        Assert.Empty(_adapter.ActiveQueue);
        Assert.False(context.Responded);
    }

    [Fact]
    public async Task An_answer_can_be_changed_and_taken_back()
    {
        var seen = new List<string?>();
        using var context = Context();
        context.OnUpdateActivity((_, activity, next) =>
        {
            seen.Add(activity.Text);
            return next();
        });
        context.OnDeleteActivity((_, reference, next) =>
        {
            seen.Add(reference.ActivityId);
            return next();
        });
        var sent = await context.SendActivityAsync("hello");

        var changed = MessageFactory.Text("goodbye");
        changed.Id = sent.Id;
        await context.UpdateActivityAsync(changed);
        Assert.Equal("goodbye", _adapter.ActiveQueue.Single().Text);

        await context.DeleteActivityAsync(sent.Id!);
        Assert.Empty(_adapter.ActiveQueue);
        Assert.Equal(["goodbye", sent.Id], seen);
    }

    [Fact]
    public async Task A_caller_who_expects_the_replies_gets_them_in_the_turn_alone()
    {
        using var context = Context();
        context.Activity.DeliveryMode = DeliveryModes.ExpectReplies;

        await context.SendActivitiesAsync([MessageFactory.Text("one"), MessageFactory.Text("two")]);

        Assert.Equal(["one", "two"], context.BufferedReplyActivities.Select(reply => reply.Text!));
        Assert.Empty(_adapter.ActiveQueue);
        Assert.True(context.Responded);
    }

    [Fact]
    public async Task A_turn_that_is_over_answers_nothing()
    {
        var context = Context();
        context.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => context.SendActivityAsync("hello"));
        Assert.Throws<ObjectDisposedException>(() => context.TurnState.Get<string>());
    }

    [Fact]
    public void State_is_found_by_type_and_by_name_without_case()
    {
        using var context = Context();
        context.TurnState.Add("a value");
        context.TurnState.Set("Key", "another");

        Assert.Equal("a value", context.TurnState.Get<string>());
        Assert.Equal("another", context.TurnState.Get<string>("key"));
        Assert.Null(context.TurnState.Get<Activity>("key"));
        Assert.Throws<ArgumentException>(() => context.TurnState.Add("a value again"));
    }

    private TurnContext Context()
    {
        var activity = _adapter.MakeActivity("hi");
        activity.Id = "in-1";
        activity.ChannelId = "test";
        return new TurnContext(_adapter, activity);
    }
}
