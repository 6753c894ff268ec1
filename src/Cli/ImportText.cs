using HipFaqBot.Exchange.Importing;

namespace HipFaqBot.Cli;

/// <summary>What <c>import</c> prints for people.</summary>
internal static class ImportText
{
    public static void Print(ImportReport report, Screen screen)
    {
        foreach (var problem in report.Problems)
        {
            screen.Line(problem.ToString());
        }

        if (report.Failed)
        {
            screen.Line("Nothing was imported; the knowledge is as it was.", "bold red");
            return;
        }

        foreach (var part in report.Unplaced)
        {
            screen.Line(part.ToString());
        }

        foreach (var change in report.Changes)
        {
            screen.Line($"{Mark(change.Kind)} {change.Id}: {change.Field}{(change.Text.Length > 0 ? ": " + OneLine(change.Text) : "")}", Style(change.Kind));
        }

        Summarize(report, screen);
    }

    private static void Summarize(ImportReport report, Screen screen)
    {
        var counts = Enum.GetValues<ChangeKind>().Select(kind => $"{ImportJson.Count(report, kind)} {kind.ToString().ToLowerInvariant()}");
        screen.Line($"{string.Join(", ", counts)}, {report.Unplaced.Count} without a place{(report.UnplacedFile is { } file ? $" (see {file})" : "")}.", "bold");
        if (report.KeptValues > 0)
        {
            screen.Line($"{report.KeptValues} values of metadata that no field holds are kept in import/{report.Source}.json.");
        }

        screen.Line(
            report.DryRun ? "Nothing was written: this was a dry run."
            : report.Changes.Count == 0 ? "The knowledge holds all of it already."
            : "New entries are drafts: read them, then set 'status: published' and run 'hipfaq check'.");
    }

    private static string Mark(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "+",
        ChangeKind.Changed => "~",
        ChangeKind.Removed => "-",
        _ => "=",
    };

    private static string Style(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "green",
        ChangeKind.Changed => "yellow",
        ChangeKind.Removed => "red",
        _ => "blue",
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
