using System.Diagnostics.Metrics;

namespace HipFaqBot.BotBuilder.Connector;

/// <summary>What became of what was sent, in numbers.</summary>
internal static class Deliveries
{
    public const string MeterName = "HipFaqBot.BotBuilder";

    private static readonly Meter Meter = new(MeterName);

    /// <summary>By <c>outcome</c>: <c>not-taken</c>, <c>refused</c>, <c>unknown</c>.</summary>
    public static Counter<long> Failed { get; } = Meter.CreateCounter<long>("bot.deliveries.failed");

    /// <summary>What went on in the background because the turn's time was spent; what became of it is not said here.</summary>
    public static Counter<long> Deferred { get; } = Meter.CreateCounter<long>("bot.deliveries.deferred");
}
