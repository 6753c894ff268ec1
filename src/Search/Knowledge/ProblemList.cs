namespace HipFaqBot.Search.Knowledge;

/// <summary>Collects problems while a folder is read, so that an editor hears of all of them at once.</summary>
internal sealed class ProblemList
{
    private readonly List<KnowledgeProblem> _problems = [];

    public bool HasErrors => _problems.Exists(problem => problem.Severity == Severity.Error);

    public void Error(string path, long line, string rule, string message) => Add(path, line, Severity.Error, rule, message);

    public void Warning(string path, long line, string rule, string message) => Add(path, line, Severity.Warning, rule, message);

    public IReadOnlyList<KnowledgeProblem> Sorted() =>
        [.. _problems
            .OrderByDescending(problem => problem.Severity)
            .ThenBy(problem => problem.Path, StringComparer.Ordinal)
            .ThenBy(problem => problem.Line)];

    /// <summary>A field that several checks look at is wrong once.</summary>
    private void Add(string path, long line, Severity severity, string rule, string message)
    {
        var problem = new KnowledgeProblem(path, (int)line, severity, rule, message);
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }
}
