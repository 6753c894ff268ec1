using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Safety;
using Microsoft.Extensions.DependencyInjection;

namespace HipFaqBot.Bot.Tests.Conversation;

/// <summary>What stands in the knowledge that a bot serves, and how it must look in a reply.</summary>
internal static class Shipped
{
    public const string LocalNumber = "your local emergency number";
    public const string Disclaimer = "General information, not a diagnosis.";

    public static KnowledgeBase Of(RunningBot bot) => bot.Services.GetRequiredService<CurrentKnowledge>().Knowledge;

    /// <summary>How the reply to an alert begins where no region is set.</summary>
    public static string BeginningOf(WarningSign sign, string urgency) => (sign.Kind, urgency) switch
    {
        (SignKind.Crisis, _) => "- Thank you ",
        (SignKind.Violence, _) => $"- **Call {LocalNumber} now**",
        (_, "emergency") => $"**This may be an emergency. Call {LocalNumber} now.**",
        (_, "sameDay") => "**Get help today.**",
        _ => sign.Steps[0].Replace("**", "", StringComparison.Ordinal),
    };
}
