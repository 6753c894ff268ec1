using System.CommandLine;
using System.Text;
using HipFaqBot.Exchange.Writing;

namespace HipFaqBot.Cli;

/// <summary><c>hipfaq export --format F</c>: the knowledge in the form of another program.</summary>
internal static class ExportCommand
{
    public static Command Create(KnowledgeFinder knowledge)
    {
        var format = new Option<string>("--format") { Description = $"One of {string.Join(", ", Exporter.Formats)}.", HelpName = "format", Required = true };
        format.AcceptOnlyFromAmong([.. Exporter.Formats]);
        var kb = Parts.Kb();
        var file = new Option<string>("--out") { Description = "Write to this file. Default: standard output.", HelpName = "file" };
        var command = new Command("export", "Write the knowledge for another program.") { format, kb, file };
        command.SetAction(parsed => Run(
            new Screen(parsed.InvocationConfiguration), knowledge, parsed.GetRequiredValue(format), parsed.GetValue(kb), parsed.GetValue(file)));
        return command;
    }

    private static int Run(Screen screen, KnowledgeFinder finder, string format, string? kb, string? file)
    {
        if (finder.ReadOrExplain(kb, screen) is not { } knowledge)
        {
            return ExitCode.Failed;
        }

        var text = Exporter.Write(format, knowledge);
        if (file is null)
        {
            screen.Text(text);
            return ExitCode.Done;
        }

        try
        {
            // Written beside and moved, so that a full disk leaves the old file whole.
            var beside = file + ".part";
            File.WriteAllText(beside, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(beside, file, overwrite: true);
            return ExitCode.Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            screen.Complain($"hipfaq: nothing could be written to {file}: {e.Message} (name a file that can be written with --out).");
            return ExitCode.Failed;
        }
    }
}
