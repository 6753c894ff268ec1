using System.Globalization;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Conversation;

/// <summary>Says who stands behind an answer, and since when.</summary>
internal static class ReviewLine
{
    public static string Of(Entry entry) =>
        entry.ReviewedBy is { } reviewer
            ? $"Last reviewed {Day(entry.Reviewed)} by {reviewer}, next review due {Day(entry.ReviewDue)}"
            : $"Written {Day(entry.Reviewed)}, not yet reviewed by a clinician";

    private static string Day(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
