namespace HipFaqBot.Search.Safety;

/// <summary>What one message raised, by itself and with those shortly before it.</summary>
/// <param name="Alerts">Every sign raised, the highest urgency first, the file's order deciding between equals.</param>
/// <param name="Trace">What the message said, to be given back with the next one.</param>
public sealed record Detection(IReadOnlyList<Alert> Alerts, MessageTrace Trace)
{
    /// <summary>The alert that leads, or null.</summary>
    public Alert? First => Alerts.Count > 0 ? Alerts[0] : null;

    /// <summary>Whether the message is no more than a yes to the bot's own question: nothing in it can be looked up.</summary>
    public bool IsYes { get; init; }

    /// <summary>
    /// What the message says of the person besides signs, by the names of the file's <c>notes</c>: <c>distress</c> (cannot cope,
    /// without a thought of dying), <c>under16</c>, <c>adult</c> (gives an age of 16 or more), <c>maternity</c> (pregnant, or within six weeks of birth).
    /// </summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
