using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Cli;

/// <summary>What the bot has found and does not serve beside an alert.</summary>
internal static class HeldBack
{
    public static IReadOnlyList<Entry> Of(Match match, IReadOnlyList<Alert> alerts)
    {
        IReadOnlyList<Entry> found = match.Answer is { } answer ? [answer] : match.Suggestions;
        return alerts is [var lead, ..] && (lead.HoldsAll || (lead.IsQuestion && match.Decision == Decision.Suggest))
            ? found
            : [.. found.Where(entry => alerts.Any(alert => alert.Sign.HeldCategories.Contains(entry.Category)))];
    }
}
