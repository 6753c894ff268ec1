using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using HipFaqBot.Exchange.Importing;

namespace HipFaqBot.Cli;

/// <summary><c>hipfaq import PATH</c>: another program's questions and answers, as drafts.</summary>
internal static class ImportCommand
{
    public static Command Create(KnowledgeFinder knowledge)
    {
        var path = new Argument<string>("path") { Description = $"The file: {string.Join(", ", Importer.Endings)}." };
        path.Validators.Add(MustBeKnown);
        var kb = new Option<string>("--kb") { Description = "Knowledge folder. Default: the setting Knowledge:Folder.", HelpName = "dir" };
        kb.Validators.Add(MustBeFolder);
        var dryRun = new Option<bool>("--dry-run") { Description = "Only show what would be added, changed and removed." };
        var json = Parts.Json();
        var command = new Command("import", "Import questions and answers of another program as drafts.") { path, kb, dryRun, json };
        command.SetAction(parsed => Run(
            new Importer(TimeProvider.System).Import(parsed.GetRequiredValue(path), knowledge.Folder(parsed.GetValue(kb)), parsed.GetValue(dryRun)),
            new Screen(parsed.InvocationConfiguration),
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(ImportReport report, Screen screen, bool json)
    {
        if (json)
        {
            screen.Line(JsonSerializer.Serialize(ImportJson.Of(report), CliJson.Readable.ImportJson));
        }
        else
        {
            ImportText.Print(report, screen);
        }

        return report.Failed ? ExitCode.Failed : ExitCode.Done;
    }

    private static void MustBeKnown(ArgumentResult result)
    {
        var path = result.Tokens[0].Value;
        if (Parts.IsOption(result, path))
        {
            return;
        }

        Parts.MustExist(result, path);
        if (File.Exists(path) && !Importer.Endings.Contains(Path.GetExtension(path).ToLowerInvariant()))
        {
            result.AddError($"'{path}' is of no kind that can be imported (name a file that ends in {string.Join(", ", Importer.Endings)}).");
        }
    }

    private static void MustBeFolder(OptionResult result)
    {
        var path = result.GetValueOrDefault<string>();
        if (File.Exists(path))
        {
            result.AddError($"'{path}' is a file, but drafts need a folder (name a knowledge folder).");
        }
        else
        {
            Parts.MustExist(result, path, orFolder: true);
        }
    }
}
