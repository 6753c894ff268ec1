using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot.Conversation;

/// <summary>The words of an alert, with <c>{number}</c> still to be filled.</summary>
internal static class AlertSteps
{
    private const string CallNow = "**Call {number} now.**";

    /// <summary>What stands above the steps; null where the steps begin by themselves.</summary>
    public static string? Headline(Alert alert) => alert.Sign.Kind != SignKind.Medical ? null
        : alert.Urgency == Urgency.Emergency ? "**This may be an emergency. Call {number} now.**" : "**Get help today.**";

    /// <summary>What to do, for who writes or for whom they write about.</summary>
    public static string Of(Alert alert, WarningSigns signs)
    {
        var steps = WithoutCall(alert);
        return alert.IsAdvisedAsSelf && alert.Sign.Kind == SignKind.Medical && signs.ForSomeoneElse is { } above ? $"{above}\n\n{steps}" : steps;
    }

    /// <summary>One plain line: whom to see within how many days, and what would make it an emergency.</summary>
    public static string InOneLine(Alert alert)
    {
        var steps = WarningSigns.StepsOf(alert.Advice);
        var first = steps[0];
        var last = steps.Skip(1).LastOrDefault(step => step.Contains("{number}", StringComparison.Ordinal));
        return (last is null ? first : $"{first} {last}").Replace("**", "", StringComparison.Ordinal);
    }

    /// <summary>One line for what was said in full within the hour.</summary>
    public static string Again(Alert alert) => alert.Urgency == Urgency.Emergency
        ? $"**Call {{number}} now if you have not yet.** {alert.Sign.Title}."
        : $"**Get help today if you have not yet.** {alert.Sign.Title}.";

    /// <summary>Whose numbers the card names.</summary>
    public static IEnumerable<HelpPurpose> PurposesOf(Alert alert)
    {
        HelpPurpose[] first = alert.Sign.Kind switch
        {
            SignKind.Crisis => [HelpPurpose.Crisis, HelpPurpose.Emergency],
            SignKind.Violence => [HelpPurpose.Emergency, HelpPurpose.Abuse],
            _ => alert.Urgency == Urgency.Emergency ? [HelpPurpose.Emergency] : [HelpPurpose.UrgentAdvice],
        };
        return first.Concat(alert.Sign.Numbers);
    }

    /// <summary>The headline has said whom to call: a first step that says nothing else is not said twice.</summary>
    private static string WithoutCall(Alert alert)
    {
        var (first, advice) = ($"- {CallNow}", alert.Advice);
        return alert is { Urgency: Urgency.Emergency, Sign.Kind: SignKind.Medical } && advice.StartsWith(first, StringComparison.Ordinal)
            ? advice[first.Length..].TrimStart(' ') is var rest && rest.StartsWith('\n') ? rest.TrimStart('\n') : $"- {rest}"
            : advice;
    }
}
