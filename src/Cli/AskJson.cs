using System.Text.Json;
using System.Text.Json.Serialization;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Safety;
using HipFaqBot.Search.Text;

namespace HipFaqBot.Cli;

/// <summary>What <c>ask --json</c> prints.</summary>
internal sealed record AskJson(
    string Decision, string? Entry, double Confidence, IReadOnlyList<AskedCandidate> Candidates, AskedAlert? Alert, double Milliseconds)
{
    /// <summary>Candidates shown, whatever the decision.</summary>
    private const int Shown = 3;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Explanation? Explain { get; init; }

    public static AskJson Of(Match match, IReadOnlyList<Alert> alerts, double milliseconds, bool explain) =>
        new(
            Name(match.Decision),
            match.Answer?.Id,
            match.Confidence,
            [.. match.Candidates.Take(Shown).Select(candidate => new AskedCandidate(candidate.Entry.Id, candidate.Entry.Question, candidate.Confidence))],
            alerts is [var alert, ..] ? new AskedAlert(alert.Sign.Id, JsonNamingPolicy.CamelCase.ConvertName(alert.Urgency.ToString()), [.. HeldBack.Of(match, alerts).Select(entry => entry.Id)]) : null,
            Math.Round(milliseconds, 4))
        {
            Explain = explain ? Explanation.Of(match) with { Fired = alerts.Count > 0 ? alerts[0].Why : [] } : null,
        };

    public static string Name(Decision decision) => JsonNamingPolicy.CamelCase.ConvertName(decision.ToString());

    public string ToJson() => JsonSerializer.Serialize(this, CliJson.Readable.AskJson);
}

internal sealed record AskedCandidate(string Id, string Question, double Confidence);

/// <param name="Held">The entries of the decision that the bot does not serve beside the alert.</param>
internal sealed record AskedAlert(string Sign, string Urgency, IReadOnlyList<string> Held);

/// <summary>Why the candidates stand as they do.</summary>
internal sealed record Explanation(IReadOnlyList<string> Words, IReadOnlyList<ExplainedCandidate> Candidates)
{
    /// <summary>The concepts that raised the alert, with their places.</summary>
    public IReadOnlyList<string> Fired { get; init; } = [];

    /// <summary>Candidates explained: those a suggestion could hold and a few that missed it.</summary>
    private const int Shown = 10;

    /// <summary>How the candidates were found.</summary>
    public string Way { get; init; } = "";

    /// <summary>What was repaired or spelt out.</summary>
    public IReadOnlyList<Replacement> Corrections { get; init; } = [];

    /// <summary>What synonyms stand for.</summary>
    public IReadOnlyList<Replacement> Expansions { get; init; } = [];

    /// <summary>The decision in words, with the numbers that made it.</summary>
    public string Why { get; init; } = "";

    public static Explanation Of(Match match) =>
        new(match.Words, [.. match.Candidates.Take(Shown).Select(candidate => new ExplainedCandidate(candidate.Entry.Id, candidate.Confidence, candidate.Features))])
        {
            Way = JsonNamingPolicy.CamelCase.ConvertName(match.Way.ToString()),
            Corrections = match.Text.Corrections,
            Expansions = match.Text.Expansions,
            Why = Reason(match),
        };

    private static string Reason(Match match)
    {
        var (answer, suggest) = match.Knowledge.Site.Thresholds;
        var sum = match.Candidates.Take(Match.MaxSuggestions).Sum(candidate => candidate.Confidence);
        return match.Decision switch
        {
            Decision.Answer => FormattableString.Invariant($"{match.Confidence:0.000} for the best is at least {answer:0.000}: answered"),
            Decision.Suggest => FormattableString.Invariant($"{match.Confidence:0.000} for the best is below {answer:0.000}, but {sum:0.000} for the best three is at least {suggest:0.000}: suggested"),
            _ => FormattableString.Invariant($"{sum:0.000} for the best three is below {suggest:0.000}: declined"),
        };
    }
}

internal sealed record ExplainedCandidate(string Id, double Confidence, MatchFeatures Features);
