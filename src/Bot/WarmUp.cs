using HipFaqBot.Bot.Conversation;
using HipFaqBot.Bot.DirectLine;
using HipFaqBot.Search.Matching;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot;

/// <summary>
/// Has messages answered for nobody: one while the server starts, so that the first person does not wait for code that is compiled and
/// files that are read at their first use; then, beside whoever is served, so many that everything a question can go through has run
/// before a waiting room full of people asks at once. Where people ask already, their own messages do that,
/// and it gives them the processor. Nothing waits for it, and it leaves nothing behind.
/// Then it gives back the memory that only the start needed: a small machine wants it.
/// </summary>
internal sealed class WarmUp(
    Answerer answerer, Dialogue dialogue, CurrentKnowledge current, PublicAddress address, IOptions<WarmUpOptions> options, ILogger<WarmUp> logger) : BackgroundService
{
    /// <summary>No phrasing of any knowledge, so that it goes the whole way.</summary>
    private const string First = "how long does it take to get better";

    /// <summary>People's messages after which nothing more is rehearsed: more than one person tries out, far fewer than a crowd asks in a second.</summary>
    private const int Crowd = 25;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Messages <= 0)
        {
            StartMemory.End();
            return;
        }

        // A thread of its own: one of the pool would be missing to those who are served.
        await Task.Factory.StartNew(() => Answer(stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        StartMemory.End();
        if (stoppingToken.IsCancellationRequested)
        {
            return;
        }

        if (IsCrowded)
        {
            // It would stop every thread for half a second just when a crowd has come.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        }
        else
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        }
    }

    private bool IsCrowded => dialogue.Answered >= Crowd;

    private void Answer(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var message in RehearsedMessages.Of(current.Knowledge).Prepend(First).Take(options.Value.Messages))
            {
                if (stoppingToken.IsCancellationRequested || IsCrowded)
                {
                    return;
                }

                // The reply is written as it goes out, and what is remembered as it is kept; nobody has said two messages yet while it starts.
                var said = answerer.Reply(message, PersonMemory.Empty, isGroup: false, address);
                ActivityWire.Write(said.Reply);
                var kept = Memories.Write(said.Memory);
                if (message != First)
                {
                    Memories.Read(kept);
                }
            }
        }
        catch (Exception e)
        {
            // It would fail for a person too, who is told so; the service is not to stop for it before anybody has asked.
            Log.WarmUpFailed(logger, e.GetType().Name, e.StackTrace);
        }
    }
}

/// <summary>Settings of what is answered for nobody after a start, section <c>WarmUp</c>.</summary>
internal sealed record WarmUpOptions
{
    public const string Section = "WarmUp";

    /// <summary>Messages in all. With 600 every way of a question has been gone many times; 0 warms up nothing.</summary>
    public int Messages { get; init; } = 600;
}
