using System.Collections.Concurrent;

namespace HipFaqBot.Search.Safety;

/// <summary>Words that stand for each other inside wordings, by the group's name: <c>&lt;cannot&gt;</c>. Safe for many threads.</summary>
internal sealed class WordGroups(IReadOnlyDictionary<string, IReadOnlyList<string>> wordings)
{
    /// <summary>Groups within groups; deeper ones name each other in a circle.</summary>
    private const int Deepest = 4;

    /// <summary>Hundreds of wordings name the same few groups: each is read once.</summary>
    private readonly ConcurrentDictionary<string, WordingChoice?> _read = new(StringComparer.Ordinal);

    public static WordGroups None { get; } = new(new Dictionary<string, IReadOnlyList<string>>());

    public IEnumerable<string> Names => wordings.Keys;

    /// <summary>All ways to say one of the group; null where it is not known, or cannot be read.</summary>
    /// <param name="depth">How many groups the wording that names it is in.</param>
    public WordingChoice? Find(string name, int depth) => depth == 0 ? _read.GetOrAdd(name, one => Read(one, 0)) : Read(name, depth);

    private WordingChoice? Read(string name, int depth)
    {
        if (depth >= Deepest || !wordings.TryGetValue(name, out var texts))
        {
            return null;
        }

        var all = new List<WordingSequence>();
        foreach (var text in texts)
        {
            if (Wordings.Read(text, this, depth + 1) is not { } choices)
            {
                return null;
            }

            all.AddRange(choices);
        }

        return new WordingChoice(all);
    }
}
