using System.CommandLine;
using System.CommandLine.Parsing;

namespace HipFaqBot.Cli;

/// <summary>Options and checks that several commands share.</summary>
internal static class Parts
{
    public static Option<bool> Json() =>
        new("--json") { Description = "Print one JSON document and nothing else." };

    public static Option<string> Kb()
    {
        var option = new Option<string>("--kb")
        {
            Description = "Knowledge folder, or a .jsonl file in its place. Default: the setting Knowledge:Folder.",
            HelpName = "path",
        };
        option.Validators.Add(result => MustExist(result, result.GetValueOrDefault<string>(), orFolder: true));
        return option;
    }

    /// <summary>Names a path that is not there while the command line is read, before anything is done.</summary>
    public static void MustExist(SymbolResult result, string? path, bool orFolder = false)
    {
        if (path is null || File.Exists(path) || (orFolder && Directory.Exists(path)))
        {
            return;
        }

        result.AddError(Directory.Exists(path)
            ? $"'{path}' is a folder, but a file is wanted (name the file in it)."
            : $"There is no '{path}' (check the path; it is looked for from {Directory.GetCurrentDirectory()}).");
    }

    /// <summary>A word such as <c>--jsno</c> in the place of an argument is a misspelt option, not what the command is to work on.</summary>
    public static bool IsOption(ArgumentResult result, string word)
    {
        if (!word.StartsWith("--", StringComparison.Ordinal))
        {
            return false;
        }

        result.AddError($"There is no option '{word}' (run with --help to see those there are).");
        return true;
    }
}
