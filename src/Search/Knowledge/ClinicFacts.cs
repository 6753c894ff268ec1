using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace HipFaqBot.Search.Knowledge;

/// <summary>What only the clinic can say. Answers name it by a placeholder, and <c>site.yaml</c> gives the words.</summary>
public static partial class ClinicFacts
{
    /// <summary>Names under <c>contacts</c> in <c>site.yaml</c>.</summary>
    public static IReadOnlyList<string> Contacts { get; } = ["phone", "website", "address", "hours", "outOfHours"];

    /// <summary>Names under <c>services</c> in <c>site.yaml</c>.</summary>
    public static IReadOnlyList<string> Services { get; } =
        ["booking", "cancellation", "prices", "insurance", "video", "records", "access", "referral", "privacy"];

    private static readonly FrozenSet<string> Names = Contacts.Concat(Services).Append("name").Append("number").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The placeholders of a text, known or not.</summary>
    public static IEnumerable<string> PlaceholdersOf(string text) => Placeholder().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>Whether <c>site.yaml</c> can give words for the placeholder.</summary>
    public static bool IsKnown(string placeholder) => Names.Contains(placeholder);

    internal static string Fill(string text, Func<string, string?> words) => Placeholder().Replace(text, match =>
        IsKnown(match.Groups[1].Value)
            ? words(match.Groups[1].Value) ?? $"[{match.Groups[1].Value}: not set yet, please ask the clinic]"
            : match.Value);

    [GeneratedRegex("\\{([a-zA-Z]+)\\}")]
    private static partial Regex Placeholder();
}
