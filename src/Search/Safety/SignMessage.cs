namespace HipFaqBot.Search.Safety;

/// <summary>What a person may write, as the detector learns from it beside its patterns.</summary>
/// <param name="Text">As typed.</param>
/// <param name="Sign">The sign that it must raise; null where it only looks like one.</param>
public sealed record SignMessage(string Text, string? Sign);
