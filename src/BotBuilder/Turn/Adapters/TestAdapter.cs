using System.Globalization;
using System.Security.Claims;
using HipFaqBot.BotBuilder.Connector;
using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder.Adapters;

/// <summary>A channel of one person in one process, for tests of bots and middleware; see <see cref="TestFlow"/>.</summary>
public class TestAdapter : BotAdapter
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource<IActivity>> _waiting = [];
    private int _nextId;

    /// <summary>A conversation on that channel.</summary>
    public TestAdapter(string channelId, bool sendTraceActivity = false)
        : this((ConversationReference?)null, sendTraceActivity) => Conversation.ChannelId = channelId;

    /// <summary>That conversation, or one of "User1" with "Bot" on channel "test".</summary>
    public TestAdapter(ConversationReference? conversation = null, bool sendTraceActivity = false)
    {
        EnableTrace = sendTraceActivity;
        Conversation = conversation ?? new ConversationReference
        {
            ChannelId = Channels.Test,
            ServiceUrl = "https://test.com",
            User = new ChannelAccount("user1", "User1"),
            Bot = new ChannelAccount("bot", "Bot"),
            Conversation = new ConversationAccount { IsGroup = false, Id = "convo1", Name = "Conversation1" },
            Locale = Locale,
        };
    }

    /// <summary>Whether traces count as replies.</summary>
    public bool EnableTrace { get; set; }

    /// <summary>The language of what the person writes.</summary>
    public string? Locale { get; set; } = "en-us";

    /// <summary>Replies that nobody has taken yet.</summary>
    public Queue<Activity> ActiveQueue { get; } = [];

    /// <summary>Who speaks with whom.</summary>
    public ConversationReference Conversation { get; set; }

    /// <summary>A conversation of that name.</summary>
    public static ConversationReference CreateConversation(string name, string user = "User1", string bot = "Bot")
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(bot);
        return new ConversationReference
        {
            ChannelId = Channels.Test,
            ServiceUrl = "https://test.com",
            Conversation = new ConversationAccount { IsGroup = false, Id = name, Name = name },
            User = new ChannelAccount(user.ToLowerInvariant(), user),
            Bot = new ChannelAccount(bot.ToLowerInvariant(), bot),
            Locale = "en-us",
        };
    }

    /// <inheritdoc cref="BotAdapter.Use"/>
    public new TestAdapter Use(IMiddleware middleware)
    {
        base.Use(middleware);
        return this;
    }

    /// <summary>Runs a turn for what the person does.</summary>
    public Task ProcessActivityAsync(Activity activity, BotCallbackHandler? callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        lock (_gate)
        {
            activity.Type ??= ActivityTypes.Message;
            activity.ChannelId ??= Conversation.ChannelId;
            if (activity.From is null or { Id: "unknown" } or { Role: RoleTypes.Bot }) activity.From = Conversation.User;
            activity.Recipient = Conversation.Bot;
            activity.Conversation = Conversation.Conversation;
            activity.ServiceUrl = Conversation.ServiceUrl;
            activity.Id = NextId();
        }

        activity.Timestamp ??= TimeProvider.System.GetUtcNow();
        activity.LocalTimestamp ??= TimeProvider.System.GetLocalNow();

        // Not disposed here: a test may look at the turn after it.
        return RunPipelineAsync(CreateTurnContext(activity), callback, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<InvokeResponse?> ProcessActivityAsync(
        ClaimsIdentity claimsIdentity, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        await ProcessActivityAsync(activity, callback, cancellationToken);
        return null;
    }

    /// <inheritdoc/>
    public override async Task<ResourceResponse[]> SendActivitiesAsync(
        ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(activities);
        if (activities.Length == 0) throw new ArgumentException("Expected one or more activities.", nameof(activities));

        foreach (var activity in activities)
        {
            if (string.IsNullOrEmpty(activity.Id)) activity.Id = Guid.NewGuid().ToString("n");
            activity.Timestamp ??= TimeProvider.System.GetUtcNow();
            if (activity.Type == ActivityTypesEx.Delay)
                await Task.Delay(Convert.ToInt32(activity.Value, CultureInfo.InvariantCulture), cancellationToken);
            else if (activity.Type != ActivityTypes.Trace || EnableTrace)
                Enqueue(activity);
        }

        return [.. activities.Select(activity => new ResourceResponse(activity.Id))];
    }

    /// <inheritdoc/>
    public override Task<ResourceResponse> UpdateActivityAsync(
        ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var known = Rewrite(replies => replies.Select(reply => reply.Id == activity.Id ? activity : reply), activity.Id);
        return Task.FromResult(known ? new ResourceResponse(activity.Id) : new ResourceResponse());
    }

    /// <inheritdoc/>
    public override Task DeleteActivityAsync(
        ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        Rewrite(replies => replies.Where(reply => reply.Id != reference.ActivityId), reference.ActivityId);
        return Task.CompletedTask;
    }

    /// <summary>Forgets all replies and runs a callback in a conversation of a new id.</summary>
    public async Task CreateConversationAsync(string channelId, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(callback);
        lock (_gate) ActiveQueue.Clear();
        var update = (Activity)Activity.CreateConversationUpdateActivity();
        update.ChannelId = channelId;
        update.Conversation = new ConversationAccount { Id = Guid.NewGuid().ToString("n") };
        using var context = CreateTurnContext(update);
        await callback(context, cancellationToken);
    }

    /// <summary>Takes the next reply, or null.</summary>
    public IActivity? GetNextReply()
    {
        lock (_gate) return ActiveQueue.TryDequeue(out var reply) ? reply : null;
    }

    /// <summary>Takes the next reply as soon as there is one.</summary>
    public async Task<IActivity> GetNextReplyAsync(CancellationToken cancellationToken = default)
    {
        var next = new TaskCompletionSource<IActivity>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_waiting.Count == 0 && ActiveQueue.TryDequeue(out var reply)) return reply;
            _waiting.Enqueue(next);
        }

        await using var registration = cancellationToken.Register(() => next.TrySetCanceled(cancellationToken));
        return await next.Task;
    }

    /// <summary>A message from the person.</summary>
    public Activity MakeActivity(string? text = null)
    {
        lock (_gate)
        {
            return new Activity
            {
                Type = ActivityTypes.Message,
                Locale = Locale ?? "en-us",
                From = Conversation.User,
                Recipient = Conversation.Bot,
                Conversation = Conversation.Conversation,
                ServiceUrl = Conversation.ServiceUrl,
                Id = NextId(),
                Text = text,
            };
        }
    }

    /// <summary>Runs a turn for what the person says.</summary>
    public virtual Task SendTextToBotAsync(string userSays, BotCallbackHandler? callback, CancellationToken cancellationToken) =>
        ProcessActivityAsync(MakeActivity(userSays), callback, cancellationToken);

    /// <summary>Makes the turn of an activity.</summary>
    protected virtual TurnContext CreateTurnContext(Activity activity) => new(this, activity);

    private string NextId() => _nextId++.ToString(CultureInfo.InvariantCulture);

    private void Enqueue(Activity activity)
    {
        lock (_gate)
        {
            while (_waiting.TryDequeue(out var next))
            {
                if (next.TrySetResult(activity)) return;
            }

            ActiveQueue.Enqueue(activity);
        }
    }

    private bool Rewrite(Func<IEnumerable<Activity>, IEnumerable<Activity>> change, string? id)
    {
        lock (_gate)
        {
            if (ActiveQueue.All(reply => reply.Id != id)) return false;
            var changed = change(ActiveQueue).ToList();
            ActiveQueue.Clear();
            changed.ForEach(ActiveQueue.Enqueue);
            return true;
        }
    }
}
