namespace HipFaqBot.Search.Safety;

/// <summary>A warning sign raised by a message.</summary>
/// <param name="Sign">The sign.</param>
/// <param name="Urgency">How fast, with what the message says besides; never below the sign's own.</param>
/// <param name="Why">The concepts that raised it, with their places: <c>calf at word 3</c>. No word of the message.</param>
public sealed record Alert(WarningSign Sign, Urgency Urgency, IReadOnlyList<string> Why);
