using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot.Conversation;

/// <summary>Tells whoever listens what became of alerts. Nothing waits for a listener, and no word of a person's goes with it.</summary>
public sealed class AlertEvents
{
    /// <summary>Somebody says that what raised an emergency is not happening: for review.</summary>
    public event Action<SuspectedFalseAlarm>? FalseAlarmSuspected;

    internal void Raise(SuspectedFalseAlarm alarm) => FalseAlarmSuspected?.Invoke(alarm);
}

/// <summary>An alert of which the person says that it is not happening.</summary>
/// <param name="Sign">Id of the sign.</param>
/// <param name="Urgency">The urgency that was raised.</param>
/// <param name="Raised">When it was raised.</param>
/// <param name="Knowledge">Version of the knowledge that serves.</param>
public sealed record SuspectedFalseAlarm(string Sign, Urgency Urgency, DateTimeOffset Raised, string Knowledge);
