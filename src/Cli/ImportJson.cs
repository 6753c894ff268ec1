using System.Text.Json;
using HipFaqBot.Exchange.Importing;

namespace HipFaqBot.Cli;

/// <summary>What <c>import --json</c> prints. The counts are of <see cref="Changes"/>; with an error there are none.</summary>
internal sealed record ImportJson(
    string Source, bool DryRun, int Added, int Changed, int Removed, int Kept, int KeptValues, string? UnplacedFile,
    IReadOnlyList<ImportedChange> Changes, IReadOnlyList<ImportedUnplaced> Unplaced, IReadOnlyList<CheckedProblem> Problems)
{
    public static ImportJson Of(ImportReport report) =>
        new(
            report.Source, report.DryRun,
            Count(report, ChangeKind.Added), Count(report, ChangeKind.Changed), Count(report, ChangeKind.Removed), Count(report, ChangeKind.Kept),
            report.KeptValues, report.UnplacedFile,
            [.. report.Changes.Select(change => new ImportedChange(change.Id, change.Path, JsonNamingPolicy.CamelCase.ConvertName(change.Kind.ToString()), change.Field, change.Text))],
            [.. report.Unplaced.Select(part => new ImportedUnplaced(part.Path, part.Line, part.What, part.Why, part.Content))],
            [.. report.Problems.Select(CheckedProblem.Of)]);

    public static int Count(ImportReport report, ChangeKind kind) => report.Changes.Count(change => change.Kind == kind);
}

internal sealed record ImportedChange(string Id, string Path, string Kind, string Field, string Text);

internal sealed record ImportedUnplaced(string Path, int Line, string What, string Why, string Content);
