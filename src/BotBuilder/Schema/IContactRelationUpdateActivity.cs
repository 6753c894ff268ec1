namespace HipFaqBot.BotBuilder.Schema;

/// <summary>An activity of type contactRelationUpdate.</summary>
public interface IContactRelationUpdateActivity : IActivity
{
    string? Action { get; set; }
}
