namespace HipFaqBot.Search.Knowledge;

/// <summary>Collects problems while a folder is read, so that an editor hears of all of them at once.</summary>
internal sealed class ProblemList
{
    private readonly List<KnowledgeProblem> _problems = [];

    public bool HasErrors => _problems.Exists(problem => problem.Severity == Severity.Error);

    public void Error(string path, long line, string rule, string message) => Add(path, line, Severity.Error, rule, message);

    public void Warning(string path, long line, string rule, string message) => Add(path, line, Severity.Warning, rule, message);

    /// <summary>Adds what was collected apart, on another thread.</summary>
    public void AddAll(ProblemList others) => others._problems.ForEach(Add);

    public IReadOnlyList<KnowledgeProblem> Sorted() =>
        [.. _problems
            .OrderByDescending(problem => (int)problem.Severity)
            .ThenBy(problem => problem.Path, StringComparer.Ordinal)
            .ThenBy(problem => problem.Line)];

    private void Add(string path, long line, Severity severity, string rule, string message) =>
        Add(new KnowledgeProblem(path, (int)line, severity, rule, message));

    /// <summary>A field that several checks look at is wrong once.</summary>
    private void Add(KnowledgeProblem problem)
    {
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }
}
