using System.CommandLine;
using HipFaqBot.Cli.Teams;
using Microsoft.Extensions.Configuration;

namespace HipFaqBot.Cli;

/// <summary>The whole command line: parses, runs, and turns every usage error into exit code 2 with a word on standard error.</summary>
internal static class CommandLine
{
    // A question may begin with '@'; it names no file of further arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public static int Run(IReadOnlyList<string> args, IConfiguration settings, TextWriter output, TextWriter error)
    {
        var knowledge = new KnowledgeFinder(settings, TimeProvider.System);
        var root = new RootCommand("Asks, checks and measures the knowledge of HipFaqBot, and exchanges it with other programs.")
        {
            AskCommand.Create(knowledge),
            CheckCommand.Create(knowledge),
            EvalCommand.Create(knowledge),
            ImportCommand.Create(knowledge),
            ExportCommand.Create(knowledge),
            TeamsPackageCommand.Create(knowledge),
        };
        var parsed = root.Parse(args, Parsing);
        if (parsed.Errors.Count == 0)
        {
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error });
        }

        foreach (var problem in parsed.Errors)
        {
            error.WriteLine($"hipfaq: {problem.Message}");
        }

        var command = parsed.CommandResult.Command;
        error.WriteLine($"Run 'hipfaq {(command == root ? "" : $"{command.Name} ")}--help' to see how it is used.");
        return ExitCode.BadUsage;
    }
}
