using System.Diagnostics.Metrics;

namespace HipFaqBot.Bot.Conversation;

/// <summary>What the conversations count, by the name under which an operator finds it.</summary>
internal static class BotMeter
{
    public static Meter Meter { get; } = new("HipFaqBot.Bot");
}
