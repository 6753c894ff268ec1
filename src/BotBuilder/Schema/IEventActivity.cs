namespace HipFaqBot.BotBuilder.Schema;

/// <summary>An activity of type event.</summary>
public interface IEventActivity : IActivity
{
    string? Name { get; set; }

    object? Value { get; set; }

    ConversationReference? RelatesTo { get; set; }
}
