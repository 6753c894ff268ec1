using HipFaqBot.Bot.DirectLine.Storage;

namespace HipFaqBot.Bot.DirectLine;

/// <summary>Runs the bot's turns for requests. A turn goes on when the client hangs up or the service is told to stop: its
/// answer will be read on the stream, and it takes no longer than <see cref="DirectLineOptions.TurnLimit"/>.</summary>
internal sealed class Turns(
    DirectLineAdapter adapter, ConversationStore conversations, PublicOrigin origin)
{
    /// <summary>Tells the bot of a new conversation; once, however often it is asked.</summary>
    public Task StartAsync(HttpRequest request, DirectLineConversation conversation, string? locale) => conversation.StartOnceAsync(
        () => conversation.InTurnAsync(() => RunAsync(request, conversation, IncomingActivity.ConversationUpdate(conversation, locale))));

    /// <summary>Has the bot answer an activity that is in the log.</summary>
    public Task RunAsync(HttpRequest request, DirectLineConversation conversation, Activity activity) => adapter.RunTurnAsync(
        conversation,
        IncomingActivity.ForTheBot(activity),
        request.HttpContext.RequestServices.GetRequiredService<IBot>(),
        origin.AddressFor(request));

    /// <summary>
    /// Where the process ended in the middle of a turn, the person has asked and was not answered: the first who comes back starts that
    /// turn again, and waits for nothing.
    /// </summary>
    public void GoOn(HttpRequest request, DirectLineConversation conversation)
    {
        if (!conversation.TryTakeInterrupted())
            return;
        var bot = request.HttpContext.RequestServices.GetRequiredService<IBot>();
        var address = origin.AddressFor(request);
        _ = Task.Run(async () =>
        {
            try
            {
                using var lease = await conversations.FindAsync(conversation.Id);
                await conversation.AnswerInterruptedAsync(activity => adapter.RunTurnAsync(
                    conversation, IncomingActivity.ForTheBot(activity), bot, address));
            }
            catch (Exception exception) when (exception is ConversationsUnavailableException or ConversationErasedException)
            {
                // It is still noted as unanswered, for the next time that the conversation is loaded or the client repeats itself.
            }
        });
    }
}
