using System.Globalization;
using HipFaqBot.Search.Evaluation;
using Spectre.Console;

namespace HipFaqBot.Cli;

/// <summary>What <c>eval</c> prints of warning signs: recall by urgency and sign, false alarms, and every message that was met wrongly.</summary>
internal static class EvalSigns
{
    public static void Print(EvaluationRun run, Screen screen)
    {
        if (run.Report.Signs.Count == 0)
        {
            return;
        }

        screen.Line("\nWarning signs", "bold");
        var table = screen.Table(("of", false), ("n", true), ("alerted", true), ("95 % interval", true), ("right sign", true));
        foreach (var row in run.Report.Signs)
        {
            var isFalseAlarm = row.Of is "calm" or "in";
            table.AddRow(
                new Text(isFalseAlarm ? $"{row.Of} (false alarms)" : row.Of),
                new Text(row.N.ToString(CultureInfo.InvariantCulture)),
                new Text(EvalText.Share(row.Alerted / (double)row.N)),
                new Text($"{EvalText.Share(row.Low)} to {EvalText.Share(row.High)}"),
                new Text(isFalseAlarm ? "" : EvalText.Share(row.RightSign / (double)row.N)));
        }

        screen.Show(table);
        foreach (var outcome in run.Outcomes.Where(outcome => outcome.Mistake is "no alert" or "false alarm" or "wrong sign"))
        {
            screen.Line($"{outcome.Mistake}: {outcome.Question.Text} ({outcome.Sign ?? string.Join(", ", outcome.Question.Signs)})");
        }
    }
}
