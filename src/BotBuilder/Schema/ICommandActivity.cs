namespace HipFaqBot.BotBuilder.Schema;

/// <summary>An activity of type command.</summary>
public interface ICommandActivity : IActivity
{
    string? Name { get; set; }

    object? Value { get; set; }
}
