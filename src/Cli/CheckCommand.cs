using System.CommandLine;
using System.Text.Json;

namespace HipFaqBot.Cli;

/// <summary><c>hipfaq check [DIR]</c>: everything that is wrong with the knowledge.</summary>
internal static class CheckCommand
{
    public static Command Create(KnowledgeFinder knowledge)
    {
        var folder = new Argument<string?>("dir")
        {
            Description = "Knowledge folder. Default: the setting Knowledge:Folder.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        folder.Validators.Add(result => Parts.MustExist(result, result.GetValueOrDefault<string?>(), orFolder: true));
        var json = Parts.Json();
        var command = new Command("check", "Check the knowledge and say what to mend.") { folder, json };
        command.SetAction(parsed => Run(knowledge, parsed.GetValue(folder), new Screen(parsed.InvocationConfiguration), parsed.GetValue(json)));
        return command;
    }

    private static int Run(KnowledgeFinder knowledge, string? folder, Screen screen, bool json)
    {
        var reading = knowledge.Check(folder);
        var counts = CheckJson.Of(reading);
        if (json)
        {
            screen.Line(JsonSerializer.Serialize(counts, CliJson.Readable.CheckJson));
        }
        else
        {
            foreach (var problem in reading.Problems)
            {
                screen.Line(knowledge.Clickable(problem, folder).ToString());
            }

            Summarize(counts, screen);
        }

        return counts.Errors > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static void Summarize(CheckJson counts, Screen screen)
    {
        if (counts.Problems.Count > 0)
        {
            screen.Line();
            ByRule(counts.Problems, "error", screen);
            ByRule(counts.Problems, "warning", screen);
        }

        var found = $"{Count(counts.Errors, "error")}, {Count(counts.Warnings, "warning")}";
        if (counts.Errors > 0)
        {
            screen.Line($"{found}. Mend the errors before patients meet this version.", "bold red");
        }
        else
        {
            screen.Line(
                $"{found}. {counts.Entries} {(counts.Entries == 1 ? "entry" : "entries")} with {Count(counts.Phrasings, "phrasing")}.",
                counts.Warnings > 0 ? "bold yellow" : "bold green");
        }
    }

    /// <summary>"warnings: 32 unsourced, 15 site-placeholder": where most of the work is.</summary>
    private static void ByRule(IReadOnlyList<CheckedProblem> problems, string severity, Screen screen)
    {
        var rules = problems.Where(problem => problem.Severity == severity).CountBy(problem => problem.Rule).OrderByDescending(rule => rule.Value).ToList();
        if (rules.Count > 0)
        {
            screen.Line($"{severity}s: {string.Join(", ", rules.Select(rule => $"{rule.Value} {rule.Key}"))}");
        }
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
