namespace HipFaqBot.BotBuilder.Schema;

/// <summary>An activity of type messageReaction.</summary>
public interface IMessageReactionActivity : IActivity
{
    IList<MessageReaction>? ReactionsAdded { get; set; }

    IList<MessageReaction>? ReactionsRemoved { get; set; }
}
