using HipFaqBot.Bot.Teams;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Bot.Conversation;

/// <summary>Takes a message of a turn to its reply, and the reply to where the person alone reads it if it speaks of a warning sign.</summary>
internal sealed class Dialogue(Answerer answerer, Memories memories, PrivateChat privateChat, AlertEvents events, CurrentKnowledge current)
{
    public const string WrittenPrivately = "I have written to you privately.";
    public const string WriteToMe = "Please write to me in a chat of your own.";

    private int _answered;

    /// <summary>Messages that people were answered since the start.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <param name="address">How the person reaches our pages.</param>
    public async Task AnswerAsync(ITurnContext turnContext, PublicAddress address, CancellationToken cancellationToken)
    {
        var memory = await memories.ReadAsync(turnContext, cancellationToken);
        var isGroup = IsGroup(turnContext.Activity.Conversation);
        var said = answerer.Reply(turnContext.Activity.Text ?? "", memory, isGroup, address, HasFiles(turnContext.Activity));
        if (isGroup)
        {
            await InGroupAsync(turnContext, said, cancellationToken);
        }
        else
        {
            await turnContext.SendActivityAsync(said.Reply, cancellationToken);
        }

        Interlocked.Increment(ref _answered);
        await memories.WriteAsync(turnContext, said.Memory, cancellationToken);
        if (said.FalseAlarm is { } alarm)
        {
            events.Raise(alarm);
        }
    }

    private async Task InGroupAsync(ITurnContext turnContext, Said said, CancellationToken cancellationToken)
    {
        if (!said.IsPrivate)
        {
            // Buttons belong to a conversation with one person; in a group the text has the same choices. Teams has a card for them.
            if (!TeamsPlace.IsTeams(turnContext.Activity))
            {
                said.Reply.SuggestedActions = null;
            }

            await turnContext.SendActivityAsync(said.Reply, cancellationToken);
            return;
        }

        var isWritten = await privateChat.TryWriteAsync(
            turnContext, said.Reply, (own, token) => memories.WriteAsync(own, said.Memory, token), cancellationToken);
        await turnContext.SendActivityAsync(
            isWritten ? Neutral(current.Knowledge, WrittenPrivately) : said.InOpen ?? Neutral(current.Knowledge, WriteToMe), cancellationToken);
    }

    /// <summary>One line that tells the others nothing.</summary>
    public static Activity Neutral(KnowledgeBase knowledge, string line) => new ReplyWriter(knowledge.Site)
        // Without a country every country's number stands in it; with one, a link to its own.
        .Say(knowledge.Site.Region is null ? $"In an emergency call {{number}}. {line}" : HelpLines.Fill(knowledge.Site, $"In an emergency call {{number}}. {line}"))
        .Disclaim().Write()
        .With(knowledge, Finding.Nothing);

    // Teams adds a copy of each message as HTML, and cards are answers to ours.
    private static bool HasFiles(Activity activity) => activity.Attachments?.Any(one =>
        one.ContentType is { } type && (type.StartsWith("image/", StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/pdf", StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/vnd.microsoft.teams.file.download.info", StringComparison.OrdinalIgnoreCase))) == true;

    private static bool IsGroup(ConversationAccount? conversation) =>
        conversation?.IsGroup == true || conversation?.ConversationType is "groupChat" or "channel";
}
