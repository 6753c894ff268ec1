using System.Text.RegularExpressions;

namespace HipFaqBot.Search.Knowledge.Checks;

/// <summary>
/// What the product must not call itself: words by which software that shows an urgency would claim to be a medical device
/// (<c>docs/intended-use.md</c>). To say that it is none of these is right.
/// </summary>
internal static partial class SelfDescriptions
{
    public const string Rule = "self-description";

    /// <summary>The first word of the kind that a text of the bot about itself holds without denying it, or null.</summary>
    public static string? In(string text) => Sentence().Split(text)
        .Where(sentence => !Denial().IsMatch(sentence))
        .Select(sentence => Claim().Match(sentence)).FirstOrDefault(match => match.Success)?.Value;

    /// <summary>The same for a text about anything: only a sentence that speaks of the bot, or of a symptom checker, counts.</summary>
    public static string? InEntry(string text) => Sentence().Split(text).Where(sentence => Self().IsMatch(sentence)).Select(In).FirstOrDefault(claim => claim is not null);

    public static string Message(string claim) =>
        $"\"{claim}\" says of the bot what it is not (it gives general information and published advice; see docs/intended-use.md).";

    [GeneratedRegex(@"(?<=[.!?:;])\s+|\n+")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\b(triag\w*|assess\w*|symptom[- ]?check\w*|clinically[- ](validated|proven|tested))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Claim();

    [GeneratedRegex(@"\b(not|no|never|cannot|neither|nor|nobody|without)\b|n['’]t\b", RegexOptions.IgnoreCase)]
    private static partial Regex Denial();

    [GeneratedRegex(@"\b(chat|bot|chatbot|assistant|HipFaqBot|this (page|program|software|tool|service)|symptom[- ]?check\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Self();
}
