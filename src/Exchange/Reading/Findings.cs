using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Exchange.Reading;

/// <summary>Collects what a reader meets besides entries, so that nothing of the source is lost in silence.</summary>
/// <param name="path">The source, as the person named it.</param>
internal sealed class Findings(string path)
{
    private readonly List<KnowledgeProblem> _problems = [];
    private readonly List<Unplaced> _unplaced = [];

    public IReadOnlyList<KnowledgeProblem> Problems => _problems;

    public IReadOnlyList<Unplaced> Unplaced => _unplaced;

    public bool HasErrors => _problems.Exists(problem => problem.Severity == Severity.Error);

    /// <summary>Nothing is imported.</summary>
    public void Error(int line, string rule, string message) => Add(line, Severity.Error, rule, message);

    public void Warning(int line, string rule, string message) => Add(line, Severity.Warning, rule, message);

    /// <summary>Something that no entry can hold; it is written to the report beside the knowledge.</summary>
    public void NoPlace(int line, string what, string why, string content) => _unplaced.Add(new Unplaced(path, line, what, why, content));

    private void Add(int line, Severity severity, string rule, string message) =>
        _problems.Add(new KnowledgeProblem(path, line, severity, rule, message));
}

/// <summary>A part of the source that found no place in the knowledge.</summary>
/// <param name="Path">The source, as the person named it.</param>
/// <param name="Line">Line or row, from 1; 0 where there is none.</param>
/// <param name="What">What it is: <c>prompt</c>.</param>
/// <param name="Why">Why it has no place and, in brackets, what can be done.</param>
/// <param name="Content">The text itself, whole.</param>
public sealed record Unplaced(string Path, int Line, string What, string Why, string Content)
{
    /// <summary>The form that editors and terminals make clickable; without the content.</summary>
    public override string ToString() => $"{Path}:{Line}: warning: not imported: {What}: {Why}";
}
