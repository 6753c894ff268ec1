using System.Globalization;
using System.Text;
using HipFaqBot.Search.Evaluation;

namespace HipFaqBot.Cli;

/// <summary>What <c>eval --out</c> leaves: the report for programs and as a page for people, and what went wrong as a table for a spreadsheet.</summary>
internal static class EvalFiles
{
    public static bool TryWrite(string folder, EvaluationRun run, ReportComparison? comparison, Screen screen)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "report.json"), run.Report.ToJson() + "\n");
            File.WriteAllText(Path.Combine(folder, "report.html"), EvalPage.Of(run, comparison));
            File.WriteAllText(Path.Combine(folder, "mistakes.csv"), Mistakes(run));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            screen.Complain($"hipfaq: nothing could be written to {folder}: {e.Message} (name a folder that can be written with --out).");
            return false;
        }
    }

    private static string Mistakes(EvaluationRun run)
    {
        var text = new StringBuilder("mistake,kind,text,expected,best,rank,confidence,file,line\n");
        foreach (var outcome in run.Mistakes)
        {
            var question = outcome.Question;
            var expected = question.Kind == QuestionKind.Red ? question.Signs : question.Ids;
            text.AppendJoin(',', new[]
            {
                outcome.Mistake!,
                question.Kind.ToString().ToLowerInvariant(),
                question.Text,
                string.Join(' ', expected),
                outcome.Ranked.Count > 0 ? outcome.Ranked[0] : "",
                outcome.Rank.ToString(CultureInfo.InvariantCulture),
                outcome.Confidence.ToString("0.000", CultureInfo.InvariantCulture),
                question.Path,
                question.Line.ToString(CultureInfo.InvariantCulture),
            }.Select(Cell)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>RFC 4180: a cell with a comma, a quote or a line break stands in quotes, and its quotes are doubled.</summary>
    private static string Cell(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
