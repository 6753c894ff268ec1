using HipFaqBot.Bot.Conversation;
using HipFaqBot.Bot.DirectLine;

namespace HipFaqBot.Bot;

/// <summary>
/// Has one question answered for nobody while the server starts, so that the first person does not wait for code that is compiled and
/// files that are read at their first use. Nothing waits for it, and it leaves nothing behind.
/// </summary>
internal sealed class WarmUp(Answerer answerer, PublicAddress address, ILogger<WarmUp> logger) : BackgroundService
{
    /// <summary>No phrasing of any knowledge, so that it goes the whole way.</summary>
    private const string Question = "how long does it take to get better";

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(Answer, stoppingToken);

    private void Answer()
    {
        try
        {
            ActivityWire.Write(answerer.Reply(Question, PersonMemory.Empty, isGroup: false, address).Reply);
        }
        catch (Exception e)
        {
            // It would fail for a person too, who is told so; the service is not to stop for it before anybody has asked.
            Log.WarmUpFailed(logger, e.GetType().Name, e.StackTrace);
        }
    }
}
