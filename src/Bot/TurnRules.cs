using HipFaqBot.Bot.Conversation;
using HipFaqBot.Bot.Pages;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Bot;

/// <summary>
/// What every adapter of the service has in common: the middleware that stands before the bot, in the order of its registration,
/// and what happens when a turn fails.
/// </summary>
internal sealed class TurnRules(IEnumerable<IMiddleware> middleware, CurrentKnowledge current, ILogger<TurnRules> logger)
{
    /// <summary>What the person reads when a turn failed.</summary>
    public Activity Apology => Notices.Failure(current.Knowledge.Site);

    /// <summary>What to do in an emergency: it goes with every refusal that a person may see.</summary>
    public string EmergencyLine => PageText.Of(current.Knowledge.Site).EmergencyLine;

    /// <summary>Sets up an adapter, once, when it is made.</summary>
    public void ApplyTo(BotAdapter adapter)
    {
        foreach (var step in middleware)
        {
            adapter.Use(step);
        }

        adapter.OnTurnError = async (turnContext, exception) =>
        {
            Log.TurnFailed(logger, turnContext.Activity.ChannelId, exception.GetType().Name, exception.StackTrace);
            await turnContext.SendActivityAsync(Apology);
        };
    }
}
