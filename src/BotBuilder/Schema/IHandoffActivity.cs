namespace HipFaqBot.BotBuilder.Schema;

/// <summary>An activity of type handoff.</summary>
public interface IHandoffActivity : IActivity;
