using System.CommandLine;
using System.Text.Json;
using HipFaqBot.Search.Knowledge;

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
        command.SetAction(parsed => Run(
            knowledge.Check(parsed.GetValue(folder)), new Screen(parsed.InvocationConfiguration), parsed.GetValue(json)));
        return command;
    }

    private static int Run(KnowledgeReading reading, Screen screen, bool json)
    {
        var counts = CheckJson.Of(reading);
        if (json)
        {
            screen.Line(JsonSerializer.Serialize(counts, CliJson.Readable.CheckJson));
        }
        else
        {
            foreach (var problem in reading.Problems)
            {
                screen.Line(problem.ToString());
            }

            Summarize(counts, screen);
        }

        return counts.Errors > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static void Summarize(CheckJson counts, Screen screen)
    {
        var found = $"{Count(counts.Errors, "error")}, {Count(counts.Warnings, "warning")}";
        if (counts.Errors > 0)
        {
            screen.Line($"{found}. This version is not served until the errors are mended.", "bold red");
        }
        else
        {
            screen.Line(
                $"{found}. {counts.Entries} {(counts.Entries == 1 ? "entry" : "entries")} with {Count(counts.Phrasings, "phrasing")}.",
                counts.Warnings > 0 ? "bold yellow" : "bold green");
        }
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
