using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder;

/// <summary>Joins a channel to a bot: makes a turn of what comes in, and sends what the bot answers.</summary>
public abstract class BotAdapter
{
    /// <summary>Where in the turn's state the response of an invoke is kept.</summary>
    public const string InvokeResponseKey = "BotFrameworkAdapter.InvokeResponse";

    /// <summary>Where in the turn's state the caller's identity is kept.</summary>
    public const string BotIdentityKey = "BotIdentity";

    /// <summary>Where in the turn's state the audience of outgoing tokens is kept.</summary>
    public const string OAuthScopeKey = "Microsoft.Bot.Builder.BotAdapter.OAuthScope";

    private readonly ConcurrentDictionary<string, CultureInfo> _cultures = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>An adapter without middleware.</summary>
    public BotAdapter()
    {
    }

    /// <summary>Takes what middleware or bot throw; with it the turn counts as handled.</summary>
    public Func<ITurnContext, Exception, Task>? OnTurnError { get; set; }

    /// <summary>What stands between this adapter and the bot.</summary>
    public MiddlewareSet MiddlewareSet { get; } = [];

    /// <summary>Adds middleware at the inner end.</summary>
    public BotAdapter Use(IMiddleware middleware)
    {
        MiddlewareSet.Use(middleware);
        return this;
    }

    /// <summary>Sends activities to their conversation, in order.</summary>
    public abstract Task<ResourceResponse[]> SendActivitiesAsync(
        ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken);

    /// <summary>Replaces an activity that was sent.</summary>
    public abstract Task<ResourceResponse> UpdateActivityAsync(
        ITurnContext turnContext, Activity activity, CancellationToken cancellationToken);

    /// <summary>Takes back an activity that was sent.</summary>
    public abstract Task DeleteActivityAsync(
        ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken);

    /// <summary>Runs a turn that nobody asked for in a conversation of the past.</summary>
    public virtual async Task ContinueConversationAsync(
        string botId, ConversationReference reference, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        using var context = new TurnContext(this, reference.GetContinuationActivity());
        await RunPipelineAsync(context, callback, cancellationToken);
    }

    /// <summary>The same with an identity; an adapter that can do it overrides this.</summary>
    public virtual Task ContinueConversationAsync(
        ClaimsIdentity claimsIdentity, ConversationReference reference, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>The same with an identity and an audience; an adapter that can do it overrides this.</summary>
    public virtual Task ContinueConversationAsync(
        ClaimsIdentity claimsIdentity, ConversationReference reference, string? audience, BotCallbackHandler callback,
        CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The same with an activity to begin with; an adapter that can do it overrides this.</summary>
    public virtual Task ContinueConversationAsync(
        string botId, Activity continuationActivity, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>The same with an identity and an activity; an adapter that can do it overrides this.</summary>
    public virtual Task ContinueConversationAsync(
        ClaimsIdentity claimsIdentity, Activity continuationActivity, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>The same with an identity, an activity and an audience; an adapter that can do it overrides this.</summary>
    public virtual Task ContinueConversationAsync(
        ClaimsIdentity claimsIdentity, Activity continuationActivity, string? audience, BotCallbackHandler callback,
        CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Opens a conversation and runs a turn in it; an adapter that can do it overrides this.</summary>
    public virtual Task CreateConversationAsync(
        string botAppId, string channelId, string serviceUrl, string? audience, ConversationParameters conversationParameters,
        BotCallbackHandler callback, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Runs a turn for an activity that came in; an adapter that can do it overrides this.</summary>
    public virtual Task<InvokeResponse?> ProcessActivityAsync(
        ClaimsIdentity claimsIdentity, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Runs middleware and <paramref name="callback"/>, in the culture of the activity's locale.</summary>
    protected async Task RunPipelineAsync(ITurnContext turnContext, BotCallbackHandler? callback, CancellationToken cancellationToken)
    {
        BotAssert.ContextNotNull(turnContext);
        if (turnContext.Activity.Locale is { Length: > 0 } locale) UseCulture(turnContext, locale);
        try
        {
            await MiddlewareSet.ReceiveActivityWithStatusAsync(turnContext, callback, cancellationToken);
        }
        catch (Exception exception) when (OnTurnError is not null)
        {
            // What the connector may have taken is not to be said again, so such a turn is not one to run again.
            (turnContext as TurnContext)?.Failed = exception is not ErrorResponseException;
            await OnTurnError(turnContext, exception);
        }
    }

    // The culture flows with the turn and ends with it.
    private void UseCulture(ITurnContext turnContext, string locale)
    {
        var context = turnContext as TurnContext;
        if (KnownCulture(locale) is { } culture)
        {
            CultureInfo.CurrentCulture = culture;
            context?.Locale = locale;
        }
        else
        {
            context?.Locale = CultureInfo.CurrentCulture.Name;
        }
    }

    // Only cultures that the system knows: each other name that a caller makes up would stay in the runtime's cache for good,
    // and in this one, which spares a look into the system's tables for each turn.
    private CultureInfo? KnownCulture(string locale)
    {
        if (_cultures.TryGetValue(locale, out var known)) return known;
        try
        {
            return _cultures[locale] = CultureInfo.GetCultureInfo(locale, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}
