namespace HipFaqBot.Bot;

/// <summary>The adapter behind <c>/api/messages</c>.</summary>
internal sealed class FaqBotAdapter : CloudAdapter
{
    public FaqBotAdapter(BotFrameworkAuthentication authentication, TurnRules rules, ILogger<IBotFrameworkHttpAdapter> logger)
        : base(authentication, logger) => rules.ApplyTo(this);
}
