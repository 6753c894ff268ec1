using System.Text.Json.Nodes;
using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder;

/// <summary>One turn as the adapters make it.</summary>
public class TurnContext : ITurnContext, IDisposable
{
    private const string TurnKey = "turn";
    private const string LocaleKey = "locale";

    private readonly List<SendActivitiesHandler> _sendHandlers = [];
    private readonly List<UpdateActivityHandler> _updateHandlers = [];
    private readonly List<DeleteActivityHandler> _deleteHandlers = [];
    private bool _disposed;

    /// <summary>A turn of its own.</summary>
    public TurnContext(BotAdapter adapter, Activity activity)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        ArgumentNullException.ThrowIfNull(activity);
        Adapter = adapter;
        Activity = activity;
    }

    /// <summary>The same turn with another activity: adapter, state, handlers and buffered replies are shared.</summary>
    public TurnContext(ITurnContext turnContext, Activity activity)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(activity);
        Adapter = turnContext.Adapter;
        Activity = activity;
        TurnState = turnContext.TurnState;
        Responded = turnContext.Responded;
        if (turnContext is TurnContext other)
        {
            BufferedReplyActivities = other.BufferedReplyActivities;
            _sendHandlers = other._sendHandlers;
            _updateHandlers = other._updateHandlers;
            _deleteHandlers = other._deleteHandlers;
        }
    }

    /// <inheritdoc/>
    public BotAdapter Adapter { get; }

    /// <inheritdoc/>
    public TurnContextStateCollection TurnState { get; } = [];

    /// <inheritdoc/>
    public Activity Activity { get; }

    /// <inheritdoc/>
    public bool Responded { get; private set; }

    /// <summary>What was sent in a turn whose caller expects the replies in the response.</summary>
    public List<Activity> BufferedReplyActivities { get; } = [];

    /// <summary>True if the bot threw, and running the turn again may mend it.</summary>
    internal bool Failed { get; set; }

    /// <summary>The turn's language, kept in <see cref="TurnState"/> under "turn".</summary>
    public string? Locale
    {
        get => (string?)TurnState.Get<JsonObject>(TurnKey)?[LocaleKey];
        set
        {
            if (TurnState.Get<JsonObject>(TurnKey) is { } turn) turn[LocaleKey] = value;
            else TurnState.Set(TurnKey, new JsonObject { [LocaleKey] = value });
        }
    }

    /// <inheritdoc/>
    public ITurnContext OnSendActivities(SendActivitiesHandler handler) => Add(_sendHandlers, handler);

    /// <inheritdoc/>
    public ITurnContext OnUpdateActivity(UpdateActivityHandler handler) => Add(_updateHandlers, handler);

    /// <inheritdoc/>
    public ITurnContext OnDeleteActivity(DeleteActivityHandler handler) => Add(_deleteHandlers, handler);

    /// <inheritdoc/>
    public Task<ResourceResponse> SendActivityAsync(
        string textReplyToSend, string? speak = null, string? inputHint = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (string.IsNullOrWhiteSpace(textReplyToSend)) throw new ArgumentNullException(nameof(textReplyToSend));

        var reply = new Activity { Type = ActivityTypes.Message, Text = textReplyToSend };
        if (!string.IsNullOrEmpty(speak)) reply.Speak = speak;
        if (!string.IsNullOrEmpty(inputHint)) reply.InputHint = inputHint;
        return SendActivityAsync(reply, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ResourceResponse> SendActivityAsync(IActivity activity, CancellationToken cancellationToken = default)
    {
        BotAssert.ActivityNotNull(activity);
        var responses = await SendActivitiesAsync([activity], cancellationToken);

        // A handler may have kept the activity back: then there is nothing to name.
        return responses is { Length: > 0 } ? responses[0] : new ResourceResponse();
    }

    /// <inheritdoc/>
    public Task<ResourceResponse[]> SendActivitiesAsync(IActivity[] activities, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentNullException.ThrowIfNull(activities);
        if (activities.Length == 0) throw new ArgumentException("Expected one or more activities.", nameof(activities));

        var reference = Activity.GetConversationReference();

        // A list, because the handlers may add to it and take from it.
        var outgoing = activities.Select(activity => activity.ApplyConversationReference(reference)).ToList();
        return SendFromAsync(0);

        Task<ResourceResponse[]> SendFromAsync(int handler) => handler < _sendHandlers.Count
            ? _sendHandlers[handler](this, outgoing, () => SendFromAsync(handler + 1))
            : Activity.DeliveryMode == DeliveryModes.ExpectReplies
                ? Task.FromResult(Buffer(outgoing))
                : SendThroughAdapterAsync(outgoing, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ResourceResponse> UpdateActivityAsync(IActivity activity, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        BotAssert.ActivityNotNull(activity);
        var updated = activity.ApplyConversationReference(Activity.GetConversationReference());
        return UpdateFromAsync(0);

        Task<ResourceResponse> UpdateFromAsync(int handler) => handler < _updateHandlers.Count
            ? _updateHandlers[handler](this, updated, () => NameAsync(handler + 1))
            : Adapter.UpdateActivityAsync(this, updated, cancellationToken);

        async Task<ResourceResponse> NameAsync(int handler)
        {
            var response = await UpdateFromAsync(handler);
            updated.Id = response.Id;
            return response;
        }
    }

    /// <inheritdoc/>
    public Task DeleteActivityAsync(string activityId, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(activityId)) throw new ArgumentNullException(nameof(activityId));
        var reference = Activity.GetConversationReference();
        reference.ActivityId = activityId;
        return DeleteActivityAsync(reference, cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteActivityAsync(ConversationReference conversationReference, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentNullException.ThrowIfNull(conversationReference);
        return DeleteFromAsync(0);

        Task DeleteFromAsync(int handler) => handler < _deleteHandlers.Count
            ? _deleteHandlers[handler](this, conversationReference, () => DeleteFromAsync(handler + 1))
            : Adapter.DeleteActivityAsync(this, conversationReference, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the turn's use and that of its state.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_disposed) TurnState.Dispose();
        _disposed = true;
    }

    private TurnContext Add<THandler>(List<THandler> handlers, THandler handler)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentNullException.ThrowIfNull(handler);
        handlers.Add(handler);
        return this;
    }

    private ResourceResponse[] Buffer(List<Activity> outgoing)
    {
        foreach (var activity in outgoing)
        {
            BufferedReplyActivities.Add(activity);

            // The adapter, which would have noted the response of an invoke, does not see a buffered activity.
            if (activity.Type == ActivityTypesEx.InvokeResponse) TurnState.Add(BotAdapter.InvokeResponseKey, activity);
        }

        NoteSent(outgoing);
        return [.. outgoing.Select(_ => new ResourceResponse())];
    }

    private async Task<ResourceResponse[]> SendThroughAdapterAsync(List<Activity> outgoing, CancellationToken cancellationToken)
    {
        var responses = await Adapter.SendActivitiesAsync(this, [.. outgoing], cancellationToken);
        for (var index = 0; index < responses.Length; index++) outgoing[index].Id = responses[index].Id;
        NoteSent(outgoing);
        return responses;
    }

    private void NoteSent(List<Activity> sent) => Responded |= sent.Any(activity => activity.Type != ActivityTypes.Trace);
}
