using HipFaqBot.BotBuilder.Connector.Authentication;
using HipFaqBot.BotBuilder.Integration.AspNet.Core;
using HipFaqBot.BotBuilder.TraceExtensions;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.BotBuilder.Tests.Conformance;

/// <summary>An adapter with the error handler of the SDK's project template.</summary>
internal sealed class EchoAdapter : CloudAdapter
{
    public EchoAdapter(BotFrameworkAuthentication auth, ILogger<IBotFrameworkHttpAdapter> logger)
        : base(auth, logger) => OnTurnError = async (turnContext, exception) =>
        {
            await turnContext.SendActivityAsync("The bot encountered an error or bug.");
            await turnContext.SendActivityAsync("To continue to run this bot, please fix the bot source code.");
            await turnContext.TraceActivityAsync(
                "OnTurnError Trace", exception.Message, "https://www.botframework.com/schemas/error", "TurnError");
        };
}
