using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder;

/// <summary>One turn: the incoming activity and the ways to answer it.</summary>
public interface ITurnContext
{
    /// <summary>The adapter that runs the turn.</summary>
    BotAdapter Adapter { get; }

    /// <summary>What middleware and bot keep for the length of the turn.</summary>
    TurnContextStateCollection TurnState { get; }

    /// <summary>What came in.</summary>
    Activity Activity { get; }

    /// <summary>True once something other than a trace was sent.</summary>
    bool Responded { get; }

    /// <summary>Answers with a message; blank text throws.</summary>
    Task<ResourceResponse> SendActivityAsync(
        string textReplyToSend, string? speak = null, string? inputHint = InputHints.AcceptingInput,
        CancellationToken cancellationToken = default);

    /// <summary>Answers with an activity.</summary>
    Task<ResourceResponse> SendActivityAsync(IActivity activity, CancellationToken cancellationToken = default);

    /// <summary>Answers with several activities, in this order.</summary>
    Task<ResourceResponse[]> SendActivitiesAsync(IActivity[] activities, CancellationToken cancellationToken = default);

    /// <summary>Replaces an activity that was sent, by its id.</summary>
    Task<ResourceResponse> UpdateActivityAsync(IActivity activity, CancellationToken cancellationToken = default);

    /// <summary>Takes back an activity of this conversation.</summary>
    Task DeleteActivityAsync(string activityId, CancellationToken cancellationToken = default);

    /// <summary>Takes back an activity of any conversation.</summary>
    Task DeleteActivityAsync(ConversationReference conversationReference, CancellationToken cancellationToken = default);

    /// <summary>Adds a handler around sending; the first added is outermost.</summary>
    ITurnContext OnSendActivities(SendActivitiesHandler handler);

    /// <summary>Adds a handler around updating; the first added is outermost.</summary>
    ITurnContext OnUpdateActivity(UpdateActivityHandler handler);

    /// <summary>Adds a handler around deleting; the first added is outermost.</summary>
    ITurnContext OnDeleteActivity(DeleteActivityHandler handler);
}

/// <summary>A turn whose activity is known to be of one kind.</summary>
public interface ITurnContext<T> : ITurnContext
    where T : IActivity
{
    /// <summary>What came in, as its kind.</summary>
    new T Activity { get; }
}
