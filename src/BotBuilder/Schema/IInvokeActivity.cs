namespace HipFaqBot.BotBuilder.Schema;

/// <summary>An activity of type invoke.</summary>
public interface IInvokeActivity : IActivity
{
    string? Name { get; set; }

    object? Value { get; set; }

    ConversationReference? RelatesTo { get; set; }
}
