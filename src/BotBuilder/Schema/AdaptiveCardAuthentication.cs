namespace HipFaqBot.BotBuilder.Schema;

/// <summary>A token that comes with an Adaptive Card action.</summary>
public class AdaptiveCardAuthentication : TokenExchangeInvokeRequest;
