using System.Globalization;
using HipFaqBot.Search.Evaluation;
using Spectre.Console;

namespace HipFaqBot.Cli;

/// <summary>What <c>eval</c> prints for people.</summary>
internal static class EvalText
{
    public static void Print(EvaluationReport report, Screen screen)
    {
        screen.Line($"{report.Questions} questions", "bold");
        var table = screen.Table(("figure", false), ("n", true), ("share", true));

        // A comparison with itself names every figure that the report has, in the report's order.
        foreach (var row in ReportComparison.Of(report, report).Rows)
        {
            table.AddRow(new Text(row.Name), new Text(Asked(row.Name, report)), new Text(Share(row.Now)));
        }

        screen.Show(table);
        var latency = report.LatencyMs;
        screen.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"One match takes {latency.P50:0.00} ms (median), {latency.P95:0.00} ms (95 %), {latency.P99:0.00} ms (99 %). Built in {report.BuildMs:0} ms; {report.MemoryMb:0} MB resident."));
    }

    public static void Print(ReportComparison comparison, Screen screen)
    {
        var table = screen.Table(("figure", false), ("baseline", true), ("now", true), ("difference", true), ("", false));
        foreach (var row in comparison.Rows)
        {
            table.AddRow(
                new Text(row.Name),
                new Text(Share(row.Baseline)),
                new Text(Share(row.Now)),
                new Text(row.Difference?.ToString("+0.0 %;-0.0 %;0.0 %", CultureInfo.InvariantCulture) ?? ""),
                row.IsWorse ? new Text("worse", new Style(Color.Red)) : new Text(""));
        }

        screen.Show(table);
    }

    public static string Share(double? share) => share?.ToString("0.0 %", CultureInfo.InvariantCulture) ?? "none";

    private static string Asked(string figure, EvaluationReport report)
    {
        int? asked = figure.Split('.')[0] switch
        {
            "in" or "falseAlarmsIn" => report.In?.N,
            "out" => report.Out?.N,
            "red" => report.Red?.N,
            "calm" => report.Calm?.N,
            _ => (report.In?.N ?? 0) + (report.Out?.N ?? 0),
        };
        return asked?.ToString(CultureInfo.InvariantCulture) ?? "";
    }
}
