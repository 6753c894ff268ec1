using System.Text.Json;
using System.Text.Json.Serialization;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Cli;

/// <summary>What <c>ask --json</c> prints.</summary>
internal sealed record AskJson(
    string Decision, string? Entry, double Confidence, IReadOnlyList<AskedCandidate> Candidates, AskedAlert? Alert, double Milliseconds)
{
    /// <summary>Candidates shown, whatever the decision.</summary>
    private const int Shown = 3;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Explanation? Explain { get; init; }

    public static AskJson Of(Match match, double milliseconds, bool explain) =>
        new(
            Name(match.Decision),
            match.Answer?.Id,
            match.Confidence,
            [.. match.Candidates.Take(Shown).Select(candidate => new AskedCandidate(candidate.Entry.Id, candidate.Entry.Question, candidate.Confidence))],
            Alert: null, // The knowledge holds no warning signs yet.
            Math.Round(milliseconds, 4))
        {
            Explain = explain ? Explanation.Of(match) : null,
        };

    public static string Name(Decision decision) => JsonNamingPolicy.CamelCase.ConvertName(decision.ToString());

    public string ToJson() => JsonSerializer.Serialize(this, CliJson.Readable.AskJson);
}

internal sealed record AskedCandidate(string Id, string Question, double Confidence);

internal sealed record AskedAlert(string Sign, string Urgency);

/// <summary>Why the candidates stand as they do.</summary>
internal sealed record Explanation(IReadOnlyList<string> Words, IReadOnlyList<ExplainedCandidate> Candidates)
{
    /// <summary>Candidates explained: those a suggestion could hold and a few that missed it.</summary>
    private const int Shown = 10;

    public static Explanation Of(Match match) =>
        new(match.Words, [.. match.Candidates.Take(Shown).Select(candidate => new ExplainedCandidate(candidate.Entry.Id, candidate.Confidence, candidate.Features))]);
}

internal sealed record ExplainedCandidate(string Id, double Confidence, MatchFeatures Features);
