using HipFaqBot.Bot.Conversation;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Bot;

/// <summary>Greets, and answers one question at a time. It keeps nothing between turns.</summary>
public sealed class FaqBot(Matcher matcher, CurrentKnowledge current, PublicAddress address) : ActivityHandler
{
    /// <summary>A longer message is politely refused, characters.</summary>
    public const int MaxCharacters = 40_000;

    /// <inheritdoc/>
    protected override async Task OnMembersAddedAsync(
        IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        if (membersAdded.Any(member => member.Id != turnContext.Activity.Recipient?.Id))
        {
            await turnContext.SendActivityAsync(ReplyComposer.Welcome(current.Knowledge.Site), cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override async Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
    {
        // The embedded channel knows by which address the person came.
        var reply = Reply(turnContext.Activity.Text ?? "", turnContext.TurnState.Get<PublicAddress>() ?? address);
        if (turnContext.Activity.Conversation?.IsGroup == true)
        {
            // Buttons belong to a conversation with one person; in a group the text has the same choices.
            reply.SuggestedActions = null;
        }

        await turnContext.SendActivityAsync(reply, cancellationToken);
    }

    private Activity Reply(string text, PublicAddress reachedBy)
    {
        // A warning sign is looked for before anything else, and in all of a long story.
        var alert = current.Detector.Detect(text);
        if (alert is null && text.Length > MaxCharacters)
        {
            return ReplyComposer.TooLong(current.Knowledge.Site);
        }

        var match = matcher.Match(text);
        return alert is null && match.Words.Count == 0
            ? ReplyComposer.Empty(match.Knowledge.Site)
            : ReplyComposer.Compose(match, alert, reachedBy);
    }
}
