namespace HipFaqBot.BotBuilder.Schema;

/// <summary>An activity of type installationUpdate.</summary>
public interface IInstallationUpdateActivity : IActivity
{
    string? Action { get; set; }
}
