using HipFaqBot.Search.Safety;

namespace HipFaqBot.Search.Knowledge.Checks;

/// <summary>Tells an editor of a warning sign that its own examples do not raise, or that its look-alikes do.</summary>
internal static class SignChecks
{
    public static void Run(WarningSigns signs, ProblemList problems)
    {
        var detector = new WarningSignDetector(signs);
        foreach (var sign in signs.All)
        {
            if (SelfDescriptions.In($"{sign.Title}\n{sign.Advice}\n{sign.AdviceForSomeoneElse}\n{sign.Ask}") is { } claim)
            {
                problems.Error(WarningSignsFile.Name, 0, SelfDescriptions.Rule, SelfDescriptions.Message(claim));
            }

            if (sign.Examples.Count == 0)
            {
                problems.Warning(WarningSignsFile.Name, 0, "sign-example", $"{sign.Id} has no example (write some messages that must raise it).");
            }

            foreach (var example in sign.Examples.Where(example => detector.DetectAll(example).All(alert => alert.Sign != sign)))
            {
                problems.Warning(WarningSignsFile.Name, 0, "sign-example", $"\"{example}\" does not raise {sign.Id} (add its words to a concept, or a pattern).");
            }

            foreach (var lookAlike in sign.LookAlikes.Where(lookAlike => detector.Detect(lookAlike) is not null))
            {
                problems.Warning(WarningSignsFile.Name, 0, "sign-look-alike", $"\"{lookAlike}\" raises a warning sign (narrow its pattern, or add an idiom under 'harmless').");
            }
        }
    }
}
