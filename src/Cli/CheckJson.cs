using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Cli;

/// <summary>What <c>check --json</c> prints. Entries and phrasings are the published ones, in the site's language.</summary>
internal sealed record CheckJson(int Errors, int Warnings, int Entries, int Phrasings, IReadOnlyList<CheckedProblem> Problems)
{
    public static CheckJson Of(KnowledgeReading reading) =>
        new(
            reading.Problems.Count(problem => problem.Severity == Severity.Error),
            reading.Problems.Count(problem => problem.Severity == Severity.Warning),
            reading.Entries,
            reading.Phrasings,
            [.. reading.Problems.Select(CheckedProblem.Of)]);
}

internal sealed record CheckedProblem(string Path, int Line, string Severity, string Rule, string Message)
{
    public static CheckedProblem Of(KnowledgeProblem problem) =>
        new(
            problem.Path,
            problem.Line,
            problem.Severity == Search.Knowledge.Severity.Error ? "error" : "warning",
            problem.Rule,
            problem.Message);
}
