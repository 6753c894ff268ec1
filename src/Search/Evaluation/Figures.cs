using System.Text.Json;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Search.Evaluation;

/// <summary>From single outcomes to figures.</summary>
internal static class Figures
{
    public static InFigures? In(IReadOnlyList<Outcome> outcomes)
    {
        var asked = Of(QuestionKind.In, outcomes);
        return asked.Count == 0 ? null : new InFigures(
            asked.Count,
            Top1: Share(asked, outcome => outcome.Rank == 1),
            Top3: Share(asked, outcome => outcome.Rank is >= 1 and <= 3),
            Mrr: asked.Average(outcome => outcome.Rank == 0 ? 0 : 1.0 / outcome.Rank),
            AnsweredRight: Share(asked, outcome => outcome is { Decision: Decision.Answer, Rank: 1 }),
            AnsweredWrong: Share(asked, outcome => outcome is { Decision: Decision.Answer, Rank: not 1 }),
            SuggestedRight: Share(asked, outcome => outcome is { Decision: Decision.Suggest, Rank: >= 1 and <= Match.MaxSuggestions }),
            SuggestedWrong: Share(asked, outcome => outcome is { Decision: Decision.Suggest, Rank: 0 or > Match.MaxSuggestions }),
            Declined: Share(asked, outcome => outcome.Decision == Decision.Decline));
    }

    public static OutFigures? Out(IReadOnlyList<Outcome> outcomes)
    {
        var asked = Of(QuestionKind.Out, outcomes);
        return asked.Count == 0 ? null : new OutFigures(
            asked.Count,
            Declined: Share(asked, outcome => outcome.Decision == Decision.Decline),
            Suggested: Share(asked, outcome => outcome.Decision == Decision.Suggest),
            Answered: Share(asked, outcome => outcome.Decision == Decision.Answer));
    }

    public static RedFigures? Red(IReadOnlyList<Outcome> outcomes)
    {
        var asked = Of(QuestionKind.Red, outcomes);
        return asked.Count == 0 ? null : new RedFigures(
            asked.Count,
            Alerted: Share(asked, outcome => outcome.Alerted),
            RightSign: Share(asked, outcome => outcome.RightSign));
    }

    public static CalmFigures? Calm(IReadOnlyList<Outcome> outcomes)
    {
        var asked = Of(QuestionKind.Calm, outcomes);
        return asked.Count == 0 ? null : new CalmFigures(asked.Count, Alerted: Share(asked, outcome => outcome.Alerted));
    }

    public static double? FalseAlarmsIn(IReadOnlyList<Outcome> outcomes)
    {
        var asked = Of(QuestionKind.In, outcomes);
        return asked.Count == 0 ? null : Share(asked, outcome => outcome.Alerted);
    }

    /// <summary>The value that so many percent of the values do not exceed (nearest rank); 0 without values.</summary>
    public static double Percentile(IReadOnlyList<double> sorted, int percent) =>
        sorted.Count == 0 ? 0 : sorted[Math.Max(0, (((percent * sorted.Count) + 99) / 100) - 1)];

    public static LatencyFigures Latency(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToList();
        return new LatencyFigures(Percentile(sorted, 50), Percentile(sorted, 95), Percentile(sorted, 99));
    }

    /// <summary>The ways of the questions that are in or out, the most frequent first.</summary>
    public static List<WayFigures> Ways(IEnumerable<(MatchWay Way, QuestionKind Kind, double Milliseconds)> met) =>
        [.. met.Where(one => one.Kind is QuestionKind.In or QuestionKind.Out)
            .GroupBy(one => one.Way)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .Select(group => new WayFigures(JsonNamingPolicy.CamelCase.ConvertName(group.Key.ToString()), group.Count(), Latency(group.Select(one => one.Milliseconds)).P50))];

    public static List<Outcome> Of(QuestionKind kind, IEnumerable<Outcome> outcomes) =>
        [.. outcomes.Where(outcome => outcome.Question.Kind == kind)];

    private static double Share(List<Outcome> outcomes, Func<Outcome, bool> isSo) => outcomes.Count(isSo) / (double)outcomes.Count;
}
