using HipFaqBot.Search.Safety;

namespace HipFaqBot.Search.Knowledge.Checks;

/// <summary>Tells an editor of cautions that do not exist, of an example of <c>limits.yaml</c> that is not known for what it is, or of a look-alike that is.</summary>
internal static class LimitChecks
{
    public static void Run(Limits limits, IReadOnlyList<ReadEntry> entries, ProblemList problems)
    {
        foreach (var (concept, entry) in limits.Cautions.Where(caution => entries.All(read => read.Entry.Id != caution.Value)))
        {
            problems.Error(LimitsFile.Name, 0, "unknown-entry", $"The entry '{entry}' with the cautions for '{concept}' does not exist (mend the id, or take the line out).");
        }

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
