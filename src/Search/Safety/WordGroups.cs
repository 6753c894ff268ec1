using System.Collections.Concurrent;

namespace HipFaqBot.Search.Safety;

/// <summary>Words that stand for each other inside wordings, by the group's name: <c>&lt;cannot&gt;</c>. Safe for many threads.</summary>
internal sealed class WordGroups(IReadOnlyDictionary<string, IReadOnlyList<string>> wordings)
{
    /// <summary>Groups within groups; deeper ones name each other in a circle.</summary>
    private const int Deepest = 4;

    /// <summary>Hundreds of wordings name the same few groups: each is written out once.</summary>
    private readonly ConcurrentDictionary<string, List<string>?> _ways = new(StringComparer.Ordinal);

    public static WordGroups None { get; } = new(new Dictionary<string, IReadOnlyList<string>>());

    public IEnumerable<string> Names => wordings.Keys;

    /// <summary>All ways to say one of the group; null where it is not known, or cannot be written out.</summary>
    /// <param name="depth">How many groups the wording that names it is in.</param>
    public List<string>? Ways(string name, int depth) => depth == 0 ? _ways.GetOrAdd(name, one => WriteOut(one, 0)) : WriteOut(name, depth);

    private List<string>? WriteOut(string name, int depth)
    {
        if (depth >= Deepest || !wordings.TryGetValue(name, out var texts))
        {
            return null;
        }

        var all = new List<string>();
        foreach (var text in texts)
        {
            if (Wordings.Expand(text, this, depth + 1) is not { } ways)
            {
                return null;
            }

            all.AddRange(ways);
        }

        return all;
    }
}
