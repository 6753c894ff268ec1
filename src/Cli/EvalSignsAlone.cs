using System.Globalization;
using HipFaqBot.Search.Evaluation;
using Spectre.Console;

namespace HipFaqBot.Cli;

/// <summary><c>hipfaq eval --signs FILE…</c>: the detector of warning signs alone, with recall, false alarms, intervals and every mistake.</summary>
internal static class EvalSignsAlone
{
    public static int Run(Screen screen, KnowledgeFinder finder, SignEvalRequest request)
    {
        using var encoder = finder.OpenEncoder(screen);
        if (encoder is null || EvalCommand.ReadQuestions(request.Files, SignMessageFile.Read, screen) is not { } messages || finder.ReadOrExplain(request.Kb, screen) is not { } knowledge)
        {
            return ExitCode.Failed;
        }

        if (knowledge.WarningSigns.All.Count == 0)
        {
            screen.Complain("hipfaq: the knowledge has no warning signs, so nothing was measured (name a knowledge folder with a warning-signs.yaml with --kb).");
            return ExitCode.Failed;
        }

        var run = new SignEvaluator(encoder, finder.DataFolder(request.Kb), TimeProvider.System).Run(knowledge, messages, request.Part, request.Folds, request.Change);
        if (request.Json)
        {
            screen.Line(run.Report.ToJson());
            return ExitCode.Done;
        }

        Print(run, screen);
        return ExitCode.Done;
    }

    private static void Print(SignRun run, Screen screen)
    {
        var report = run.Report;
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"{report.Messages} messages, judged by {Judge(report)}; {report.LatencyMs.P50:0.00} ms in the median, {report.LatencyMs.P99:0.00} ms at p99"), "bold");
        var table = screen.Table(("of", false), ("n", true), ("alerted", true), ("95 % interval", true), ("right sign leads", true), ("right sign raised", true));
        foreach (var row in report.Signs)
        {
            var isFalseAlarm = row.Of is "calm" or "in" or "out";
            table.AddRow(
                new Text(isFalseAlarm ? $"{row.Of} (false alarms)" : row.Of),
                new Text(row.N.ToString(CultureInfo.InvariantCulture)),
                new Text(EvalText.Share(row.Alerted / (double)row.N)),
                new Text($"{EvalText.Share(row.Low)} to {EvalText.Share(row.High)}"),
                new Text(isFalseAlarm ? "" : EvalText.Share(row.RightSign / (double)row.N)),
                new Text(isFalseAlarm || row.Among is not { } among ? "" : EvalText.Share(among / (double)row.N)));
        }

        screen.Show(table);
        if (report.Pairs is { } pairs)
        {
            screen.Line($"pairs right on both sides: {pairs.Right} of {pairs.N}, {EvalText.Share(pairs.Right / (double)pairs.N)} ({EvalText.Share(pairs.Low)} to {EvalText.Share(pairs.High)})");
        }

        foreach (var outcome in run.Outcomes.Where(outcome => outcome.Mistake is not null).OrderBy(outcome => outcome.Mistake, StringComparer.Ordinal))
        {
            var raised = outcome.Alerted ? $"raised {string.Join(", ", outcome.Raised)}" : "raised nothing";
            var expected = outcome.Question.Signs.Count > 0 ? $"; expected {string.Join(" or ", outcome.Question.Signs)}" : "";
            screen.Line($"{outcome.Mistake}: {outcome.Question.Text} ({raised}{expected})");
        }
    }

    private static string Judge(SignReport report) => (report.Part switch
    {
        "patterns" => "the patterns alone",
        "learned" => "what was learned, without the patterns",
        _ => "the whole detector",
    }) + (report.Folds > 1 ? $", each message left out of what was learned ({report.Folds} folds)" : "");
}

internal sealed record SignEvalRequest(IReadOnlyList<string> Files, string? Kb, SignPart Part, int Folds, MessageChange Change, bool Json);
