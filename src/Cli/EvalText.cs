using System.Globalization;
using HipFaqBot.Search.Evaluation;
using Spectre.Console;

namespace HipFaqBot.Cli;

/// <summary>What <c>eval</c> prints for people.</summary>
internal static class EvalText
{
    /// <summary>So many of the worst are shown in a terminal; the page that --out writes has more.</summary>
    private const int MostRows = 5;

    public static void Print(EvaluationRun run, Screen screen)
    {
        Print(run.Report, screen);
        EvalSigns.Print(run, screen);
        if (run.Report.Calibration.Count > 0)
        {
            PrintCalibration(run.Report, screen);
        }

        if (run.Confusions.Count > 0)
        {
            PrintConfusions(run, screen);
        }

        if (run.Mistakes.Any())
        {
            PrintMistakes(run, screen);
        }
    }

    public static string Share(double? share) => share?.ToString("0.0 %", CultureInfo.InvariantCulture) ?? "none";

    private static void Print(EvaluationReport report, Screen screen)
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
        screen.Line(Ranked(report));
    }

    /// <summary>What ranked the entries, and the ways in which questions were met.</summary>
    public static string Ranked(EvaluationReport report)
    {
        var by = report.RankedBy switch
        {
            "learned" => "Ranked by what was learned from the phrasings",
            "nearest" => "Ranked by nearest phrasing and BM25, for the knowledge is too large to be learned",
            _ => "Ranked by words alone, for the knowledge is too small to be learned",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{by}. {string.Join(", ", report.Ways.Select(way => string.Create(CultureInfo.InvariantCulture, $"{way.Way}: {way.N} questions, {way.P50:0.00} ms (median)")))}.");
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

    private static void PrintCalibration(EvaluationReport report, Screen screen)
    {
        screen.Line("\nConfidence and how often it came true", "bold");
        var table = screen.Table(("confidence", false), ("n", true), ("mean", true), ("right", true));
        foreach (var bin in report.Calibration)
        {
            table.AddRow(
                new Text(string.Create(CultureInfo.InvariantCulture, $"{bin.From:0.0} to {bin.To:0.0}")),
                new Text(bin.N.ToString(CultureInfo.InvariantCulture)),
                new Text(Share(bin.Confidence)),
                new Text(Share(bin.Right)));
        }

        screen.Show(table);
    }

    private static void PrintConfusions(EvaluationRun run, Screen screen)
    {
        screen.Line("\nEntries taken for each other most often", "bold");
        var table = screen.Table(("expected", false), ("came first", false), ("times", true), ("for example", false));
        foreach (var pair in run.Confusions.Take(MostRows))
        {
            table.AddRow(
                new Text(pair.Expected), new Text(pair.Best ?? "nothing"), new Text(pair.Questions.Count.ToString(CultureInfo.InvariantCulture)), new Text(pair.Questions[0].Text));
        }

        screen.Show(table);
    }

    private static void PrintMistakes(EvaluationRun run, Screen screen)
    {
        screen.Line("\nGravest mistakes (all of them: --out DIR)", "bold");
        var table = screen.Table(("mistake", false), ("question", false), ("got", false), ("confidence", true));
        foreach (var outcome in run.Mistakes.Take(MostRows))
        {
            table.AddRow(
                new Text(outcome.Mistake!), new Text(outcome.Question.Text), new Text(outcome.Sign ?? (outcome.Ranked.Count > 0 ? outcome.Ranked[0] : "nothing")), new Text(Share(outcome.Confidence)));
        }

        screen.Show(table);
    }

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
