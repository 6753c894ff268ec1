namespace HipFaqBot.BotBuilder.Schema;

/// <summary>An activity of type messageDelete.</summary>
public interface IMessageDeleteActivity : IActivity;
