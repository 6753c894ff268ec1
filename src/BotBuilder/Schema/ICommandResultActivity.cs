namespace HipFaqBot.BotBuilder.Schema;

/// <summary>An activity of type commandResult.</summary>
public interface ICommandResultActivity : IActivity
{
    string? Name { get; set; }

    object? Value { get; set; }
}
