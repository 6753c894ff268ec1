namespace HipFaqBot.Search.Safety;

/// <summary>
/// Concepts that together raise a sign: <c>fall|crash + cannotStand - season ~ 30</c> is one of the first two, and the third,
/// without the fourth, within 30 words.
/// </summary>
/// <param name="Text">The pattern as written.</param>
/// <param name="All">One concept of each group must be said.</param>
/// <param name="Unless">None of these may be said near by.</param>
/// <param name="Within">Distance from the first word of the first concept to the last of the last, words.</param>
/// <param name="Urgency">The urgency of its own; null for the sign's.</param>
internal sealed record SignPattern(
    string Text, IReadOnlyList<IReadOnlyList<string>> All, IReadOnlyList<string> Unless, int Within, Urgency? Urgency)
{
    /// <summary>Two short sentences; a break between sentences counts as five words, one between clauses as two.</summary>
    public const int DefaultWithin = 14;

    /// <summary>Reads a pattern; null if it is none.</summary>
    public static SignPattern? Parse(string text, Urgency? urgency)
    {
        var within = DefaultWithin;
        var body = text;
        if (text.LastIndexOf('~') is >= 0 and var tilde)
        {
            body = text[..tilde];
            if (!int.TryParse(text[(tilde + 1)..], out within) || within < 1)
            {
                return null;
            }
        }

        var parts = body.Split(" - ", StringSplitOptions.TrimEntries);
        var all = parts[0].Split('+', StringSplitOptions.TrimEntries).Select(group => (IReadOnlyList<string>)Names(group)).ToList();
        return parts.Length > 2 || all.Exists(group => group.Contains(""))
            ? null
            : new SignPattern(text, all, parts.Length == 2 ? Names(parts[1]) : [], within, urgency);
    }

    private static string[] Names(string group) => group.Split('|', StringSplitOptions.TrimEntries);
}
