using HipFaqBot.Bot.Conversation;
using HipFaqBot.Bot.DirectLine;

namespace HipFaqBot.Bot;

/// <summary>
/// Has one question answered for nobody while the server starts, so that the first person does not wait for code that is compiled and
/// files that are read at their first use. Nothing waits for it, and it leaves nothing behind. A little later it gives back the memory
/// that only the start needed: a small machine wants it.
/// </summary>
internal sealed class WarmUp(Answerer answerer, PublicAddress address, TimeProvider time, ILogger<WarmUp> logger) : BackgroundService
{
    /// <summary>Then whoever waited for the service has been served.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    /// <summary>No phrasing of any knowledge, so that it goes the whole way.</summary>
    private const string Question = "how long does it take to get better";

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Run(Answer, stoppingToken);
        await Task.Delay(Settled, time, stoppingToken);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
    }

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
