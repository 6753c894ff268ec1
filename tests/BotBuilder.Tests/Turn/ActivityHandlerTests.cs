using System.Text.Json.Nodes;
using HipFaqBot.BotBuilder.Adapters;
using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder.Tests.Turn;

public sealed class ActivityHandlerTests
{
    [Theory]
    [InlineData("message", "OnMessage")]
    [InlineData("messageUpdate", "OnMessageUpdate")]
    [InlineData("messageDelete", "OnMessageDelete")]
    [InlineData("endOfConversation", "OnEndOfConversation")]
    [InlineData("typing", "OnTyping")]
    [InlineData("command", "OnCommand")]
    [InlineData("commandResult", "OnCommandResult")]
    [InlineData("something else", "OnUnrecognized")]
    [InlineData("Message", "OnUnrecognized")]
    public async Task Each_type_has_its_method_and_types_compare_with_case(string type, string called) =>
        Assert.Equal([called], await CallsAsync(new Activity { Type = type }));

    [Theory]
    [InlineData("add", "OnInstalled")]
    [InlineData("add-upgrade", "OnInstalled")]
    [InlineData("remove", "OnRemoved")]
    [InlineData("remove-upgrade", "OnRemoved")]
    public async Task An_installation_goes_by_its_action(string action, string called) =>
        Assert.Equal([called], await CallsAsync(new Activity { Type = "installationUpdate", Action = action }));

    [Theory]
    [InlineData("tokens/response", "OnTokenResponse")]
    [InlineData("webchat/join", "OnEvent")]
    public async Task The_token_response_is_no_common_event(string name, string called) =>
        Assert.Equal([called], await CallsAsync(new Activity { Type = "event", Name = name }));

    [Fact]
    public async Task A_person_who_comes_in_is_seen_with_all_who_came()
    {
        var update = new Activity { Type = "conversationUpdate", MembersAdded = [new("bot"), new("user1")] };

        Assert.Equal(["OnMembersAdded bot user1"], await CallsAsync(update));
    }

    [Fact]
    public async Task The_bot_alone_coming_in_is_nobody() =>
        Assert.Empty(await CallsAsync(new Activity { Type = "conversationUpdate", MembersAdded = [new("bot")] }));

    [Fact]
    public async Task Who_left_is_looked_at_only_where_nobody_came()
    {
        Assert.Equal(
            ["OnMembersRemoved user1"],
            await CallsAsync(new Activity { Type = "conversationUpdate", MembersRemoved = [new("user1")] }));
        Assert.Empty(await CallsAsync(
            new Activity { Type = "conversationUpdate", MembersAdded = [], MembersRemoved = [new("user1")] }));
    }

    [Fact]
    public async Task Reactions_come_before_those_taken_back()
    {
        var reaction = new Activity { Type = "messageReaction", ReactionsAdded = [new("like")], ReactionsRemoved = [new("sad")] };

        Assert.Equal(["OnReactionsAdded like", "OnReactionsRemoved sad"], await CallsAsync(reaction));
    }

    [Fact]
    public async Task An_activity_without_a_type_is_a_bug_of_the_adapter()
    {
        var context = new TurnContext(new TestAdapter(), new Activity());

        await Assert.ThrowsAsync<ArgumentException>(() => new ActivityHandler().OnTurnAsync(context));
    }

    [Theory]
    [InlineData(null, 501)]
    [InlineData("unknown", 501)]
    [InlineData("signin/verifyState", 501)]
    [InlineData("adaptiveCard/action", 400)]
    [InlineData("application/search", 400)]
    public async Task An_invoke_that_nobody_handles_has_a_status(string? name, int status) =>
        Assert.Equal(status, (await InvokeAsync(new ActivityHandler(), name)).Status);

    [Theory]
    [InlineData("""{"action":{"type":"Action.Execute","verb":"v"}}""", 501, null)]
    [InlineData("""{"action":{"type":"Action.Submit"}}""", 400, "The action 'Action.Submit'is not supported.")]
    [InlineData("""{"action":null}""", 400, "Missing action property")]
    [InlineData("""{"action":5}""", 400, "Value property is not properly formed")]
    [InlineData("[1]", 400, "Value property is not properly formed")]
    public async Task The_value_of_a_card_action_is_looked_at(string value, int status, string? problem)
    {
        var response = await InvokeAsync(new ActivityHandler(), "adaptiveCard/action", JsonNode.Parse(value));

        Assert.Equal(status, response.Status);
        Assert.Equal(problem, ((response.Body as AdaptiveCardInvokeResponse)?.Value as Error)?.Message);
    }

    [Fact]
    public async Task A_search_without_a_kind_is_a_search_on_Teams_only()
    {
        var query = JsonNode.Parse("""{"queryText":"hip"}""");

        Assert.Equal(501, (await InvokeAsync(new ActivityHandler(), "application/search", query, "msteams")).Status);
        Assert.Equal(400, (await InvokeAsync(new ActivityHandler(), "application/search", query, "test")).Status);
    }

    [Fact]
    public async Task A_handler_that_answers_an_invoke_by_itself_is_not_answered_over() =>
        Assert.Equal(202, (await InvokeAsync(new AnswersByItself(), "any")).Status);

    private static async Task<List<string>> CallsAsync(Activity activity)
    {
        var handler = new Recorder();
        await new TestAdapter().ProcessActivityAsync(activity, handler.OnTurnAsync);
        return handler.Calls;
    }

    private static async Task<InvokeResponse> InvokeAsync(IBot bot, string? name, object? value = null, string channelId = "test")
    {
        // With expectReplies the invoke's answer is in the turn, whatever the adapter.
        var activity = new Activity
        {
            Type = "invoke",
            Name = name,
            Value = value,
            ChannelId = channelId,
            DeliveryMode = DeliveryModes.ExpectReplies,
        };
        using var context = new TurnContext(new TestAdapter(), activity);
        await bot.OnTurnAsync(context);
        return Assert.IsType<InvokeResponse>(context.BufferedReplyActivities.Single().Value);
    }

    private sealed class AnswersByItself : ActivityHandler
    {
        protected override async Task<InvokeResponse> OnInvokeActivityAsync(
            ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
        {
            var answer = new Activity { Type = ActivityTypesEx.InvokeResponse, Value = new InvokeResponse { Status = 202 } };
            await turnContext.SendActivityAsync(answer, cancellationToken);
            return CreateInvokeResponse();
        }
    }

    private sealed class Recorder : ActivityHandler
    {
        public List<string> Calls { get; } = [];

        protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> t, CancellationToken c) =>
            Note("OnMessage");

        protected override Task OnMessageUpdateActivityAsync(ITurnContext<IMessageUpdateActivity> t, CancellationToken c) =>
            Note("OnMessageUpdate");

        protected override Task OnMessageDeleteActivityAsync(ITurnContext<IMessageDeleteActivity> t, CancellationToken c) =>
            Note("OnMessageDelete");

        protected override Task OnEndOfConversationActivityAsync(ITurnContext<IEndOfConversationActivity> t, CancellationToken c) =>
            Note("OnEndOfConversation");

        protected override Task OnTypingActivityAsync(ITurnContext<ITypingActivity> t, CancellationToken c) =>
            Note("OnTyping");

        protected override Task OnCommandActivityAsync(ITurnContext<ICommandActivity> t, CancellationToken c) =>
            Note("OnCommand");

        protected override Task OnCommandResultActivityAsync(ITurnContext<ICommandResultActivity> t, CancellationToken c) =>
            Note("OnCommandResult");

        protected override Task OnUnrecognizedActivityTypeAsync(ITurnContext t, CancellationToken c) =>
            Note("OnUnrecognized");

        protected override Task OnInstallationUpdateAddAsync(ITurnContext<IInstallationUpdateActivity> t, CancellationToken c) =>
            Note("OnInstalled");

        protected override Task OnInstallationUpdateRemoveAsync(ITurnContext<IInstallationUpdateActivity> t, CancellationToken c) =>
            Note("OnRemoved");

        protected override Task OnTokenResponseEventAsync(ITurnContext<IEventActivity> t, CancellationToken c) =>
            Note("OnTokenResponse");

        protected override Task OnEventAsync(ITurnContext<IEventActivity> t, CancellationToken c) => Note("OnEvent");

        protected override Task OnMembersAddedAsync(
            IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> t, CancellationToken c) =>
            Note($"OnMembersAdded {string.Join(' ', membersAdded.Select(member => member.Id))}");

        protected override Task OnMembersRemovedAsync(
            IList<ChannelAccount> membersRemoved, ITurnContext<IConversationUpdateActivity> t, CancellationToken c) =>
            Note($"OnMembersRemoved {string.Join(' ', membersRemoved.Select(member => member.Id))}");

        protected override Task OnReactionsAddedAsync(
            IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> t, CancellationToken c) =>
            Note($"OnReactionsAdded {messageReactions.Single().Type}");

        protected override Task OnReactionsRemovedAsync(
            IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> t, CancellationToken c) =>
            Note($"OnReactionsRemoved {messageReactions.Single().Type}");

        private Task Note(string call)
        {
            Calls.Add(call);
            return Task.CompletedTask;
        }
    }
}
