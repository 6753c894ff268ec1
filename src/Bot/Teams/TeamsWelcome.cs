using HipFaqBot.Bot.Conversation;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Bot.Teams;

/// <summary>
/// Introduces the bot once in each conversation. Teams tells of an installation twice, as an installation and as members who were
/// added, in any order and at the same time; turns of a conversation run one after the other, so the second finds the first's note.
/// </summary>
internal sealed class TeamsWelcome(TeamsMemories memories, CurrentKnowledge current)
{
    public async Task GreetAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var memory = await memories.ReadAsync(turnContext, cancellationToken);
        if (memory.IsWelcomed)
        {
            return;
        }

        var site = current.Knowledge.Site;
        await turnContext.SendActivityAsync(
            TeamsPlace.IsPersonal(turnContext.Activity.Conversation) ? Notices.Welcome(site) : Introduction(site), cancellationToken);
        await memories.WriteAsync(turnContext, memory with { IsWelcomed = true }, cancellationToken);
    }

    /// <summary>The bot was removed: whoever installs it again is welcomed again.</summary>
    public Task ForgetAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        memories.WriteAsync(turnContext, TeamsMemory.Empty, cancellationToken);

    /// <summary>Short, because many read it.</summary>
    private static Activity Introduction(Site site) => new ReplyWriter(site)
        .Say("Hello. I answer common questions about hip pain. I am a computer program: nobody reads along for me, and I cannot diagnose. "
            + $"Mention me with a question, and I answer here, where everyone can read it. {Emergency(site)}")
        .Say("For what only you should read, write to me in a chat of your own.").Disclaim().Write();

    private static string Emergency(Site site) => HelpLines.Fill(site, "**In an emergency call {number}.**");
}
