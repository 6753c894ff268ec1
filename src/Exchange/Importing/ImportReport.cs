using HipFaqBot.Exchange.Reading;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Exchange.Importing;

/// <summary>What an import did, or would do.</summary>
/// <param name="Source">The name under which the import is recorded: the file's.</param>
/// <param name="DryRun">Nothing was written, because nothing was to be.</param>
/// <param name="Changes">What was added, changed, removed from the source, or left as it was edited by hand.</param>
/// <param name="Unplaced">What found no place in the knowledge.</param>
/// <param name="Problems">Mistakes of the source or the folder; with an error nothing was written.</param>
/// <param name="UnplacedFile">The file, relative to the knowledge folder, that holds the unplaced whole; null without any.</param>
/// <param name="KeptValues">Metadata that no field of an entry holds: they stand in the record, <c>import/&lt;source&gt;.json</c>.</param>
public sealed record ImportReport(
    string Source, bool DryRun, IReadOnlyList<ImportChange> Changes, IReadOnlyList<Unplaced> Unplaced, IReadOnlyList<KnowledgeProblem> Problems, string? UnplacedFile,
    int KeptValues)
{
    /// <summary>Whether the import was given up, with the folder as it was.</summary>
    public bool Failed => Problems.Any(problem => problem.Severity == Severity.Error);
}

/// <summary>One difference between the source and the knowledge.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Path">Its file, relative to the knowledge folder.</param>
/// <param name="Kind">What became of the difference.</param>
/// <param name="Field"><c>entry</c> for all of it, or <c>question</c>, <c>phrasing</c>, <c>answer</c>, …</param>
/// <param name="Text">The phrasing or question that tells people which; for an answer why it was left.</param>
public sealed record ImportChange(string Id, string Path, ChangeKind Kind, string Field, string Text);

/// <summary>What became of a difference.</summary>
public enum ChangeKind
{
    /// <summary>It is new in the source, and now in the knowledge as a draft.</summary>
    Added,

    /// <summary>It changed in the source, and so in the draft.</summary>
    Changed,

    /// <summary>It is gone from the source; the knowledge keeps it.</summary>
    Removed,

    /// <summary>The source has it otherwise, but it was edited by hand, published or signed: it is left as it is.</summary>
    Kept,
}
