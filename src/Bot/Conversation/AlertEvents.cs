using System.Diagnostics.Metrics;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot.Conversation;

/// <summary>
/// Logs and counts what became of alerts, for review, and tells whoever listens. Nothing waits for a listener, and no word of a person's goes
/// with it.
/// </summary>
public sealed class AlertEvents(ILogger<AlertEvents> logger)
{
    // By sign and urgency.
    private static readonly Counter<long> Suspected = BotMeter.Meter.CreateCounter<long>("bot.falseAlarms", description: "Alerts of which the person says that it is not happening.");

    /// <summary>Somebody says that what raised an alert is not happening: for review.</summary>
    public event Action<SuspectedFalseAlarm>? FalseAlarmSuspected;

    internal void Raise(SuspectedFalseAlarm alarm)
    {
        Suspected.Add(1, new("sign", alarm.Sign), new("urgency", alarm.Urgency.ToString()));
        Log.FalseAlarmSuspected(logger, alarm.Sign, alarm.Urgency, alarm.Raised, alarm.Knowledge);
        FalseAlarmSuspected?.Invoke(alarm);
    }
}

/// <summary>An alert of which the person says that it is not happening.</summary>
/// <param name="Sign">Id of the sign.</param>
/// <param name="Urgency">The urgency that was raised.</param>
/// <param name="Raised">When it was raised.</param>
/// <param name="Knowledge">Version of the knowledge that serves.</param>
public sealed record SuspectedFalseAlarm(string Sign, Urgency Urgency, DateTimeOffset Raised, string Knowledge);
