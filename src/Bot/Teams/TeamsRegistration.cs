namespace HipFaqBot.Bot.Teams;

/// <summary>Registers what Teams needs beyond the bot.</summary>
internal static class TeamsRegistration
{
    public static IServiceCollection AddTeams(this IServiceCollection services) => services
        .AddSingleton<ConversationState>()
        .AddSingleton<TeamsMemories>()
        .AddSingleton<TeamsReplies>()
        .AddSingleton<IMiddleware, TeamsTurns>()
        .AddSingleton<TeamsWelcome>()
        .AddSingleton<TeamsSearch>()
        .AddSingleton<TeamsFeedback>();
}
