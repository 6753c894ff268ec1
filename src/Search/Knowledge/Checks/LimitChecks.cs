using HipFaqBot.Search.Safety;

namespace HipFaqBot.Search.Knowledge.Checks;

/// <summary>Tells an editor of an example of <c>limits.yaml</c> that is not known for what it is, or of a look-alike that is.</summary>
internal static class LimitChecks
{
    public static void Run(Limits limits, ProblemList problems)
    {
        foreach (var limit in limits.All)
        {
            foreach (var example in limit.Examples.Where(example => limits.Detect(example)?.Id != limit.Id))
            {
                problems.Warning(LimitsFile.Name, 0, "limit-example", $"\"{example}\" is not taken for '{limit.Id}' (add its words to a concept, or a pattern).");
            }

            foreach (var lookAlike in limit.LookAlikes.Where(lookAlike => limits.Detect(lookAlike) is not null))
            {
                problems.Warning(LimitsFile.Name, 0, "limit-look-alike", $"\"{lookAlike}\" is taken for '{limits.Detect(lookAlike)!.Id}' (narrow its pattern, or add an idiom under 'harmless').");
            }
        }
    }
}
