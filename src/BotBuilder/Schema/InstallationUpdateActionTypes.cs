namespace HipFaqBot.BotBuilder.Schema;

/// <summary>Actions of an <c>installationUpdate</c>.</summary>
public static class InstallationUpdateActionTypes
{
    public const string Add = "add";
    public const string Remove = "remove";
}
