using System.Globalization;
using System.Security.Claims;
using HipFaqBot.Bot.DirectLine.Storage;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.DirectLine;

/// <summary>
/// Hands what people write in this channel to the bot, and keeps what the bot says in the conversation's log, from where sockets and
/// polling clients read it.
/// </summary>
internal sealed class DirectLineAdapter : BotAdapter
{
    public const string ChannelId = "directline";

    private readonly TurnRules _rules;
    private readonly ConversationStore _conversations;
    private readonly DirectLineOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<DirectLineAdapter> _logger;

    public DirectLineAdapter(
        TurnRules rules,
        ConversationStore conversations,
        IOptions<DirectLineOptions> options,
        TimeProvider timeProvider,
        ILogger<DirectLineAdapter> logger)
    {
        _rules = rules;
        _conversations = conversations;
        _options = options.Value;
        _timeProvider = timeProvider;
        _logger = logger;
        rules.ApplyTo(this);
        var apologize = OnTurnError!;
        // What could not be kept is no failure of the bot: the turn is run again when it can be, rather than ended with an apology.
        OnTurnError = (turnContext, exception) => exception is ConversationsUnavailableException or ConversationErasedException
            ? Task.FromException(exception)
            : apologize(turnContext, exception);
    }

    /// <summary>
    /// Runs one turn. A failure of the bot is told to the person in the chat and is no exception: the activity is in the log already, and
    /// a status that says otherwise makes clients send it again.
    /// </summary>
    /// <exception cref="ConversationsUnavailableException">The answer could not be kept; the turn is to be run again.</exception>
    /// <exception cref="ConversationErasedException">The conversation was erased during the turn.</exception>
    public async Task RunTurnAsync(
        DirectLineConversation conversation, Activity activity, IBot bot, PublicAddress address)
    {
        using var limit = new CancellationTokenSource(_options.TurnLimit, _timeProvider);
        using var context = new TurnContext(this, activity);
        context.TurnState.Add(BotIdentityKey, new ClaimsIdentity());
        context.TurnState.Add<BotCallbackHandler>(bot.OnTurnAsync);
        context.TurnState.Add(address);
        context.TurnState.Add(conversation);
        try
        {
            await RunPipelineAsync(context, bot.OnTurnAsync, limit.Token);
        }
        catch (Exception exception) when (exception is not (ConversationsUnavailableException or ConversationErasedException))
        {
            Log.TurnFailed(_logger, conversation.Id, exception.GetType().FullName!, exception.StackTrace);
            await SendActivitiesAsync(context, [activity.CreateReply(_rules.Apology.Text)], CancellationToken.None);
        }
    }

    public override async Task<ResourceResponse[]> SendActivitiesAsync(
        ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        var responses = new ResourceResponse[activities.Length];
        for (var i = 0; i < activities.Length; i++)
            responses[i] = new ResourceResponse(await SendAsync(turnContext, activities[i], cancellationToken));
        return responses;
    }

    public override Task<ResourceResponse> UpdateActivityAsync(
        ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Direct Line clients cannot replace an activity that they have shown.");

    public override Task DeleteActivityAsync(
        ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Direct Line clients cannot take back an activity that they have shown.");

    private async Task<string> SendAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
    {
        switch (activity.Type)
        {
            case ActivityTypesEx.Delay:
                var pause = TimeSpan.FromMilliseconds(Convert.ToInt32(activity.Value, CultureInfo.InvariantCulture));
                await Task.Delay(pause, _timeProvider, cancellationToken);
                return "";
            case ActivityTypesEx.InvokeResponse:
                turnContext.TurnState.Add(InvokeResponseKey, activity);
                return "";
            case ActivityTypes.Trace:
                // Traces are for the Emulator's eyes.
                return "";
        }

        if (activity.Conversation?.Id is not { } id)
            return "";
        // The turn's own conversation is held for it; another one is looked up.
        var own = turnContext.TurnState.Get<DirectLineConversation>();
        using var other = own?.Id == id ? null : await _conversations.FindAsync(id);
        if ((other?.Conversation ?? (own?.Id == id ? own : null)) is not { } conversation)
            return "";
        Address(activity);
        if (activity.Type == ActivityTypes.Typing)
        {
            activity.Id = ConversationTokens.NewId();
            activity.Timestamp = _timeProvider.GetUtcNow();
            conversation.ShowTyping(activity);
        }
        else
        {
            await conversation.AppendAsync(activity);
        }

        return activity.Id!;
    }

    // What the person's client is to see: the bot as sender, and nothing of the inside.
    private static void Address(Activity activity)
    {
        activity.ServiceUrl = null;
        activity.ChannelId = ChannelId;
        (activity.From ??= IncomingActivity.Bot()).Role = RoleTypes.Bot;
    }
}
