namespace HipFaqBot.BotBuilder.Schema;

/// <summary>An activity of type typing.</summary>
public interface ITypingActivity : IActivity;
