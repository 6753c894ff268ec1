namespace HipFaqBot.BotBuilder.Schema;

/// <summary>An activity of type messageUpdate.</summary>
public interface IMessageUpdateActivity : IMessageActivity;
