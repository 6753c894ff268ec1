using System.CommandLine;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Cli;

/// <summary><c>hipfaq ask TEXT</c>: what the bot would say, and why.</summary>
internal static class AskCommand
{
    public static Command Create(KnowledgeFinder knowledge)
    {
        var text = new Argument<string>("text") { Description = "The question, in quotes." };
        text.Validators.Add(result => Parts.IsOption(result, result.Tokens[0].Value));
        var kb = Parts.Kb();
        var explain = new Option<bool>("--explain") { Description = "Show the words looked up and what each confidence was made from." };
        var json = Parts.Json();
        var command = new Command("ask", "Ask a question as a person would type it.") { text, kb, explain, json };
        command.SetAction(parsed => Run(
            knowledge,
            new Screen(parsed.InvocationConfiguration),
            parsed.GetRequiredValue(text),
            parsed.GetValue(kb),
            parsed.GetValue(explain),
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(KnowledgeFinder finder, Screen screen, string text, string? kb, bool explain, bool json)
    {
        using var encoder = finder.OpenEncoder(screen);
        if (encoder is null || finder.ReadOrExplain(kb, screen) is not { } knowledge)
        {
            return ExitCode.Failed;
        }

        var current = new CurrentKnowledge();
        current.Publish(finder.Open(knowledge, encoder, kb, screen));
        var matcher = new Matcher(current);

        // The first match of a process pays for compiling the code; the second one is what a running service takes.
        current.Detector.Detect(text);
        matcher.Match(text, whole: true);
        var start = TimeProvider.System.GetTimestamp();
        var alerts = current.Detector.DetectAll(text);
        var match = matcher.Match(text, whole: true);
        var milliseconds = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;

        if (json)
        {
            screen.Line(AskJson.Of(match, alerts, milliseconds, explain).ToJson());
        }
        else
        {
            AskText.Print(match, alerts, explain, screen);
        }

        return ExitCode.Done;
    }
}
