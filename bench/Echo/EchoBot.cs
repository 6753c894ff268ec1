using HipFaqBot.BotBuilder;
using HipFaqBot.BotBuilder.Connector.Authentication;
using HipFaqBot.BotBuilder.Integration.AspNet.Core;
using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.Bench.Echo;

/// <summary>The SDK's template bot.</summary>
internal sealed class EchoBot : ActivityHandler
{
    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
    {
        var echo = $"Echo: {turnContext.Activity.Text}";
        return turnContext.SendActivityAsync(MessageFactory.Text(echo, echo), cancellationToken);
    }
}

/// <summary>The SDK's template adapter.</summary>
internal sealed class AdapterWithErrorHandler : CloudAdapter
{
    public AdapterWithErrorHandler(BotFrameworkAuthentication authentication, ILogger<IBotFrameworkHttpAdapter> logger)
        : base(authentication, logger) =>
        OnTurnError = (turnContext, _) => turnContext.SendActivityAsync("The bot encountered an error or bug.");
}

/// <summary>No bot at all.</summary>
internal static class Bare
{
    private static readonly byte[] Reply = new byte[500];

    static Bare()
    {
        Reply.AsSpan().Fill((byte)' ');
        "{}"u8.CopyTo(Reply);
    }

    public static async Task AnswerAsync(HttpContext context)
    {
        while (true)
        {
            var read = await context.Request.BodyReader.ReadAsync();
            context.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) break;
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Reply.Length;
        await context.Response.Body.WriteAsync(Reply);
    }
}
