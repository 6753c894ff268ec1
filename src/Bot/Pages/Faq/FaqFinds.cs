using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Bot.Pages.Faq;

/// <summary>
/// What the page shows for words typed into its search field: what the bot would answer or suggest, and more of the kind.
/// Somebody who searches scans a list, and often types one broad word that many entries share, with which the bot would decline.
/// It is shown all the same where the right entry is more likely than not among what is shown.
/// </summary>
/// <param name="Answers">The best entries, best first, to be shown whole.</param>
/// <param name="Others">The next best, to be shown as links.</param>
internal sealed record FaqFinds(IReadOnlyList<Entry> Answers, IReadOnlyList<Entry> Others)
{
    private const int Most = 10;

    /// <summary>An entry less likely than this is not worth a line.</summary>
    private const double Least = 0.01;

    /// <summary>How likely the right entry must be among those shown where the bot would decline.</summary>
    private const double MoreLikelyThanNot = 0.5;

    public static FaqFinds Of(Match match)
    {
        var shown = match.Candidates.TakeWhile(candidate => candidate.Confidence >= Least).Take(Most).ToList();
        if (match.Decision == Decision.Decline && shown.Sum(candidate => candidate.Confidence) < MoreLikelyThanNot)
        {
            return new FaqFinds([], []);
        }

        var entries = shown.Select(candidate => candidate.Entry).ToList();
        return new FaqFinds([.. entries.Take(Match.MaxSuggestions)], [.. entries.Skip(Match.MaxSuggestions)]);
    }

    /// <summary>The same without what is held back.</summary>
    public FaqFinds Without(Func<Entry, bool> isHeld) =>
        new([.. Answers.Where(entry => !isHeld(entry))], [.. Others.Where(entry => !isHeld(entry))]);
}
