using HipFaqBot.Bot.Conversation;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Bot.Teams;

/// <summary>
/// Gives a reply the form that Teams shows best: the text by itself, complete, in parts if it is very long; then, as a message of its
/// own, a card with what the text cannot have. Text and card in one message would be torn apart by Teams, and no id would come back.
/// </summary>
internal sealed class TeamsReplies(CurrentKnowledge current, PublicAddress address)
{
    /// <summary>Characters in one message. Teams takes 100 KB in UTF-16, entities and all; this is less than two thirds of it.</summary>
    public const int MostCharacters = 30_000;

    /// <summary>Teams shows no more.</summary>
    private const int MostSuggestedActions = 3;

    /// <summary>The messages to send, the text first.</summary>
    /// <param name="said">The activity that is answered.</param>
    public IEnumerable<Activity> Of(Activity reply, Activity said)
    {
        var answer = AnswerEntity.Read(reply);
        var knowledge = current.Knowledge;
        var entry = answer?.Entry is { } id ? knowledge.Find(id) : null;
        var buttons = reply.SuggestedActions?.Actions?.Select(action => action.Title).OfType<string>().ToList() ?? [];
        Attachment? card = null;
        if (entry is not null)
        {
            reply.ChannelData = new { feedbackLoopEnabled = true };
            card = AnswerCards.Under(entry, knowledge.Site, buttons, areQuestions: answer!.Alert is null, address);
        }
        else if (answer?.Decision == "suggest" && buttons.Count > 0)
        {
            card = AnswerCards.Choices(buttons);
        }

        // Teams shows buttons under a message only between one person and the bot, and not beside a card.
        reply.SuggestedActions = card is null && buttons.Count > 0 && TeamsPlace.IsPersonal(said.Conversation)
            ? new SuggestedActions { Actions = [.. reply.SuggestedActions!.Actions!.Take(MostSuggestedActions)] }
            : null;
        var messages = Parts(reply, said).ToList();
        if (entry is not null)
        {
            messages.ForEach(part => Citations.Add(part, entry));
        }

        if (card is not null)
        {
            messages.Add(Message(said, card));
        }

        return messages;
    }

    /// <summary>The first part says what was decided, the last carries the buttons and the thumbs.</summary>
    private static IEnumerable<Activity> Parts(Activity reply, Activity said)
    {
        var texts = TextParts.Of(reply.Text ?? "", MostCharacters);
        if (texts.Count == 1)
        {
            return [reply];
        }

        var (channelData, actions) = (reply.ChannelData, reply.SuggestedActions);
        (reply.Text, reply.ChannelData, reply.SuggestedActions) = (texts[0], null, null);
        var further = texts.Skip(1).Select(text =>
        {
            var part = MessageFactory.Text(text);
            (part.TextFormat, part.Locale) = (reply.TextFormat, reply.Locale);
            return part.ApplyConversationReference(said.GetConversationReference());
        }).ToList();
        (further[^1].ChannelData, further[^1].SuggestedActions) = (channelData, actions);
        return [reply, .. further];
    }

    private static Activity Message(Activity said, Attachment card)
    {
        var message = (Activity)MessageFactory.Attachment(card);
        return message.ApplyConversationReference(said.GetConversationReference());
    }
}
