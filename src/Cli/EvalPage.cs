using System.Globalization;
using System.Net;
using System.Text;
using HipFaqBot.Search.Evaluation;

namespace HipFaqBot.Cli;

/// <summary>What <c>eval --out</c> leaves for people: one page with figures, plots and mistakes, that needs no other file and no network.</summary>
internal static class EvalPage
{
    private const int MostRows = 50;

    private const string Style = """
        body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1d2626}
        table{border-collapse:collapse;margin:.5rem 0 2rem}th,td{border-bottom:1px solid #cfd8d8;padding:.3rem .8rem;text-align:left;vertical-align:top}
        td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}tr.worse td{background:#fdeae3;font-weight:600}
        figure{display:inline-block;margin:0 1rem 1rem 0;max-width:100%}svg{max-width:100%;height:auto}figcaption{max-width:35rem}
        """;

    /// <summary>The whole page.</summary>
    /// <param name="comparison">The comparison with a baseline, if one was asked for.</param>
    public static string Of(EvaluationRun run, ReportComparison? comparison)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>How well questions are met</title><style>{Style}</style></head><body>
            <h1>How well {run.Report.Questions} questions are met</h1>

            """);
        AddFigures(page, run.Report, comparison);
        AddPlots(page, run);
        AddRows(page, "The gravest mistakes", ["mistake", "question", "expected", "best entry", "confidence", "where"], [.. run.Mistakes.Select(MistakeRow)]);
        AddRows(page, "Entries taken for each other", ["expected", "came first", "times", "for example"], [.. run.Confusions.Select(ConfusionRow)]);
        return page.Append("</body></html>\n").ToString();
    }

    private static void AddFigures(StringBuilder page, EvaluationReport report, ReportComparison? comparison)
    {
        var rows = (comparison ?? ReportComparison.Of(report, report)).Rows;
        page.Append(comparison is null
            ? "<table><tr><th>figure</th><th class=n>share</th></tr>\n"
            : "<table><tr><th>figure</th><th class=n>baseline</th><th class=n>now</th><th>judged</th></tr>\n");
        foreach (var row in rows)
        {
            page.Append(row.IsWorse ? "<tr class=worse>" : "<tr>").Append(CultureInfo.InvariantCulture, $"<td>{row.Name}</td>");
            page.Append(comparison is null
                ? $"<td class=n>{EvalText.Share(row.Now)}</td>"
                : $"<td class=n>{EvalText.Share(row.Baseline)}</td><td class=n>{EvalText.Share(row.Now)}</td><td>{(row.IsWorse ? "worse" : "")}</td>");
            page.Append("</tr>\n");
        }

        page.Append("</table>\n").Append(CultureInfo.InvariantCulture, $"<p>{EvalText.Ranked(report)}</p>\n");
    }

    private static void AddPlots(StringBuilder page, EvaluationRun run)
    {
        if (run.Report.Calibration.Count == 0)
        {
            return;
        }

        page.Append("<h2>Confidence</h2>\n");
        AddFigure("Is the confidence honest? On the dashed line it is; below it the bot is surer than it should be.", EvalPlots.Calibration(run.Report.Calibration));
        AddFigure("How sure the bot is of questions that an entry answers, and of those that nothing answers.", EvalPlots.Confidences(run.Outcomes));
        AddFigure("What a threshold for answering buys and costs.", EvalPlots.Thresholds(run.Outcomes));
        page.Append("<table><tr><th>confidence</th><th class=n>questions</th><th class=n>mean</th><th class=n>share right</th></tr>\n");
        foreach (var bin in run.Report.Calibration)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{bin.From:0.0} to {bin.To:0.0}</td><td class=n>{bin.N}</td><td class=n>{bin.Confidence:0.000}</td><td class=n>{bin.Right:0.000}</td></tr>\n");
        }

        page.Append("</table>\n");

        void AddFigure(string caption, string svg) =>
            page.Append(CultureInfo.InvariantCulture, $"<figure role=img aria-label=\"{caption}\">{svg}<figcaption>{caption}</figcaption></figure>\n");
    }

    private static void AddRows(StringBuilder page, string title, string[] columns, IReadOnlyList<string[]> rows)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>{title}</h2>\n");
        if (rows.Count == 0)
        {
            page.Append("<p>None.</p>\n");
            return;
        }

        page.Append("<table><tr>").AppendJoin("", columns.Select(column => $"<th>{column}</th>")).Append("</tr>\n");
        foreach (var row in rows.Take(MostRows))
        {
            page.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>")).Append("</tr>\n");
        }

        page.Append("</table>\n");
        if (rows.Count > MostRows)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>And {rows.Count - MostRows} more; all mistakes are in mistakes.csv.</p>\n");
        }
    }

    private static string[] MistakeRow(Outcome outcome) =>
    [
        outcome.Mistake!,
        outcome.Question.Text,
        string.Join(' ', outcome.Question.Kind == QuestionKind.Red ? outcome.Question.Signs : outcome.Question.Ids),
        outcome.Sign ?? (outcome.Ranked.Count > 0 ? outcome.Ranked[0] : ""),
        outcome.Confidence.ToString("0.000", CultureInfo.InvariantCulture),
        $"{Path.GetFileName(outcome.Question.Path)}:{outcome.Question.Line.ToString(CultureInfo.InvariantCulture)}",
    ];

    private static string[] ConfusionRow(Confusion pair) =>
        [pair.Expected, pair.Best ?? "nothing", pair.Questions.Count.ToString(CultureInfo.InvariantCulture), pair.Questions[0].Text];
}
