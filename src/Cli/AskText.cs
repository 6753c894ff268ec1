using System.Globalization;
using System.Text.Json;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Safety;
using HipFaqBot.Search.Text;
using Spectre.Console;

namespace HipFaqBot.Cli;

/// <summary>What <c>ask</c> prints for people.</summary>
internal static class AskText
{
    public static void Print(Match match, IReadOnlyList<Alert> alerts, bool explain, Screen screen)
    {
        var site = match.Knowledge.Site;
        var alert = alerts.Count > 0 ? alerts[0] : null;
        var held = HeldBack.Of(match, alerts);
        if (alert is not null)
        {
            screen.Line($"alert: {alert.Sign.Id} ({JsonNamingPolicy.CamelCase.ConvertName(alert.Urgency.ToString())})", "bold red");
            screen.Line();
            screen.Line(alert.Sign.Title, "bold");
            screen.Line(site.Fill(alert.Advice));
            screen.Line();
        }

        switch (match)
        {
            case { Answer: { } entry } when held.Contains(entry):
                screen.Line($"answer held back: {entry.Id} ({Percent(match.Confidence)}); beside this alert the bot does not serve it", "bold yellow");
                break;
            case { Suggestions.Count: > 0 } when held.Count == match.Suggestions.Count:
                screen.Line($"suggestions held back: {string.Join(", ", held.Select(entry => entry.Id))}; beside this alert the bot does not serve them", "bold yellow");
                break;
            case { Answer: { } entry }:
                screen.Line($"answer: {entry.Id} ({Percent(match.Confidence)})", "bold green");
                screen.Line();
                PrintAnswer(entry, site, screen);
                break;
            case { Suggestions: { Count: > 0 } suggestions }:
                screen.Line($"suggest ({Percent(match.Confidence)} for the first)", "bold yellow");
                screen.Line();
                screen.Line(site.Fill(site.Texts.Suggest));
                foreach (var entry in suggestions.Except(held))
                {
                    screen.Line($"- {entry.Question} ({entry.Id})");
                }

                break;
            default:
                screen.Line($"decline ({Percent(match.Confidence)} for the best entry)", "bold red");
                if (alert is null)
                {
                    screen.Line();
                    screen.Line(site.Fill(site.Texts.Decline));
                }

                break;
        }

        if (explain)
        {
            screen.Line();
            if (alert is not null)
            {
                screen.Line($"alert raised by: {string.Join(", ", alert.Why)}");
            }

            PrintExplanation(Explanation.Of(match), screen);
        }
    }

    private static void PrintAnswer(Entry entry, Site site, Screen screen)
    {
        screen.Line(entry.Question, "bold");
        screen.Line();
        screen.Line(site.Fill(entry.Answer));
        screen.Line();
        foreach (var source in entry.Sources)
        {
            screen.Line($"Source: {source.Title}, {source.Publisher}, {source.Date}. {source.Url}");
        }

        if (entry.Reviewed != default)
        {
            screen.Line(entry.ReviewedBy is { } clinician
                ? $"Last reviewed {Date(entry.Reviewed)} by {clinician}, next review due {Date(entry.ReviewDue)}."
                : $"Written {Date(entry.Reviewed)}, not yet reviewed by a clinician.");
        }

        screen.Line(site.Fill(site.Disclaimer));
    }

    /// <summary>One column for each feature there is, so that a new one shows without a change here.</summary>
    private static void PrintExplanation(Explanation explanation, Screen screen)
    {
        screen.Line($"words: {string.Join(' ', explanation.Words)}");
        Print("corrected", explanation.Corrections, screen);
        Print("synonyms", explanation.Expansions, screen);
        screen.Line($"found by: {explanation.Way}");
        screen.Line($"decision: {explanation.Why}");
        if (explanation.Candidates.Count == 0)
        {
            screen.Line("No entry shares a word with the question.");
            return;
        }

        var features = explanation.Candidates
            .Select(candidate => JsonSerializer.SerializeToElement(candidate.Features, CliJson.Readable.MatchFeatures).EnumerateObject().ToList())
            .ToList();
        var table = screen.Table([("entry", false), ("confidence", true), .. features[0].Select(feature => (feature.Name, feature.Value.ValueKind != JsonValueKind.String))]);
        foreach (var (candidate, values) in explanation.Candidates.Zip(features))
        {
            string[] cells = [candidate.Id, Percent(candidate.Confidence), .. values.Select(value => Cell(value.Value))];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        screen.Show(table);
    }

    private static void Print(string name, IReadOnlyList<Replacement> replacements, Screen screen)
    {
        if (replacements.Count > 0)
        {
            screen.Line($"{name}: {string.Join(", ", replacements.Select(replacement => $"{replacement.From} → {replacement.To}"))}");
        }
    }

    private static string Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble().ToString("0.000", CultureInfo.InvariantCulture),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => value.ToString(),
    };

    private static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture);

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
