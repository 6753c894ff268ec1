namespace HipFaqBot.Bot.Teams;

/// <summary>Where in Teams something is said, and who can read it.</summary>
internal static class TeamsPlace
{
    /// <summary>Whether it comes from Teams, or from Copilot by way of it (<c>msteams:COPILOT</c>).</summary>
    public static bool IsTeams(IActivity activity) =>
        activity.ChannelId?.Split(':')[0].Equals(Channels.Msteams, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether only one person and the bot are there. A conversation that the bot opened itself says nothing of its kind.</summary>
    public static bool IsPersonal(ConversationAccount? conversation) =>
        conversation?.IsGroup != true && conversation?.ConversationType is null or "" or "personal";
}
