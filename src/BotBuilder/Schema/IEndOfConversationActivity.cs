namespace HipFaqBot.BotBuilder.Schema;

/// <summary>An activity of type endOfConversation.</summary>
public interface IEndOfConversationActivity : IActivity
{
    string? Code { get; set; }

    string? Text { get; set; }
}
