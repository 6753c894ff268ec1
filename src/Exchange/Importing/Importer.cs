using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HipFaqBot.Exchange.Reading;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Exchange.Importing;

/// <summary>Takes another program's questions and answers into a knowledge folder, as drafts.</summary>
/// <param name="time">Says which day it is.</param>
public sealed partial class Importer(TimeProvider time)
{
    /// <summary>Where records and reports of imports stand in the knowledge folder.</summary>
    private const string RecordFolder = "import";

    /// <summary>Endings of names that can be imported.</summary>
    public static IReadOnlyList<string> Endings => SourceReader.Endings;

    /// <summary>Imports the file whole, or nothing of it.</summary>
    /// <param name="source">A file with one of <see cref="Endings"/>.</param>
    /// <param name="folder">The knowledge folder.</param>
    /// <param name="dryRun">Only say what would be done.</param>
    public ImportReport Import(string source, string folder, bool dryRun)
    {
        var findings = new Findings(source);
        var name = EntryName.Source(source);
        IReadOnlyList<ImportChange> changes = [];
        string? unplacedFile = null;
        var kept = 0;
        try
        {
            var entries = SourceReader.Read(source, findings);
            if (!findings.HasErrors && Record(folder, name, findings) is { } record)
            {
                var today = DateOnly.FromDateTime(time.GetLocalNow().DateTime);
                var merger = new Merger(EntriesOnDisk.Read(folder), record, today, findings);
                merger.Merge(entries);
                changes = merger.Changes;
                kept = merger.After.Entries.Sum(entry => entry.Kept.Count);
                unplacedFile = findings.Unplaced.Count > 0 ? $"{RecordFolder}/{name}.unplaced.md" : null;
                if (!dryRun)
                {
                    Write(folder, name, merger, today, findings);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Error(0, "not-written", $"Nothing was imported, because {folder} cannot be read and written: {e.Message}");
        }

        return new ImportReport(name, dryRun, findings.HasErrors ? [] : changes, findings.Unplaced, findings.Problems, findings.HasErrors ? null : unplacedFile, findings.HasErrors ? 0 : kept);
    }

    private static ImportRecord? Record(string folder, string name, Findings findings)
    {
        if (!File.Exists(Path.Combine(folder, "site.yaml")))
        {
            findings.Error(0, "missing-folder", $"{folder} is no knowledge folder: it holds no site.yaml (name the right one with --kb, or copy site.yaml and sources.yaml there from the repository's knowledge folder).");
            return null;
        }

        var path = Path.Combine(folder, RecordFolder, name + ".json");
        try
        {
            return File.Exists(path) ? ImportRecord.FromJson(File.ReadAllText(path)) : new ImportRecord(name, []);
        }
        catch (JsonException e)
        {
            findings.Error(0, "broken-record", $"The record of the last import, {path}, cannot be read: {e.Message} (restore the file; without it edits by hand cannot be told from changes of the source).");
            return null;
        }
    }

    private static void Write(string folder, string name, Merger merger, DateOnly today, Findings findings)
    {
        var files = merger.Files.ToDictionary(file => file.Key, string? (file) => file.Value);
        files[$"{RecordFolder}/{name}.json"] = merger.After.ToJson();
        files[$"{RecordFolder}/{name}.unplaced.md"] = findings.Unplaced.Count > 0 ? Report(name, findings.Unplaced) : null;
        var change = new FolderChange(folder, files);
        if (change.Escaping() is { } escaping)
        {
            findings.Error(0, "link", $"{escaping} leads through a link out of the knowledge folder, so nothing was imported (put a real file or folder in the link's place).");
            return;
        }

        var known = Errors(folder, today).ToHashSet();
        change.Apply(() =>
        {
            var caused = Errors(folder, today).Where(problem => !known.Contains(problem)).ToList();
            foreach (var problem in caused)
            {
                findings.Error(0, "breaks-knowledge", $"Nothing was imported, because the knowledge would have this error: {problem}");
            }

            return caused.Count == 0;
        });
    }

    /// <summary>What keeps the folder from being served, but for having only drafts: imports begin so.</summary>
    private static IEnumerable<KnowledgeProblem> Errors(string folder, DateOnly today) =>
        KnowledgeReader.Read(folder, today).Errors.Where(problem => problem.Rule != "no-entries");

    private static string Report(string name, IReadOnlyList<Unplaced> unplaced)
    {
        var text = new StringBuilder($"# What was not imported from {name}\n\nWritten by `hipfaq import`; the next import of {name} writes it anew.\n");
        foreach (var part in unplaced)
        {
            var fence = new string('`', Math.Max(3, FencePattern().Matches(part.Content).Select(run => run.Length + 1).DefaultIfEmpty(0).Max()));
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n## Line {part.Line}: {part.What}\n\nNot imported: {part.Why}.\n\n{fence}text\n{part.Content}\n{fence}\n");
        }

        return text.ToString();
    }

    [GeneratedRegex("`+")]
    private static partial Regex FencePattern();
}
