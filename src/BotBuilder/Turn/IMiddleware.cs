namespace HipFaqBot.BotBuilder;

/// <summary>Stands between adapter and bot; what comes before <c>next</c> runs inwards, what comes after it outwards.</summary>
public interface IMiddleware
{
    /// <summary>Handles one turn; without a call of <paramref name="next"/> the bot never sees it.</summary>
    Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default);
}
