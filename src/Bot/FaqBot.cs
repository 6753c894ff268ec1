using HipFaqBot.Bot.Conversation;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Bot;

/// <summary>Greets, and answers one question at a time.</summary>
internal sealed class FaqBot(Dialogue dialogue, CurrentKnowledge current, PublicAddress address) : ActivityHandler
{
    /// <summary>A longer message is politely refused, characters.</summary>
    public const int MaxCharacters = 40_000;

    /// <inheritdoc/>
    protected override async Task OnMembersAddedAsync(
        IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        if (membersAdded.Any(member => member.Id != turnContext.Activity.Recipient?.Id))
        {
            await turnContext.SendActivityAsync(Notices.Welcome(current.Knowledge.Site), cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
        // The embedded channel knows by which address the person came.
        dialogue.AnswerAsync(turnContext, turnContext.TurnState.Get<PublicAddress>() ?? address, cancellationToken);
}
