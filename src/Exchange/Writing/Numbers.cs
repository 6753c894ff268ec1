using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Exchange.Writing;

/// <summary>The old service's numbers: an entry's place in the export, from 1. Prompts speak of entries by them.</summary>
internal sealed class Numbers
{
    private readonly Dictionary<(string Id, string Language), (Entry Entry, int Number)> _numbers = [];

    private Numbers()
    {
    }

    public static Numbers Of(IReadOnlyList<Entry> entries)
    {
        var numbers = new Numbers();
        for (var i = 0; i < entries.Count; i++)
        {
            numbers._numbers.TryAdd((entries[i].Id, entries[i].Language), (entries[i], i + 1));
        }

        return numbers;
    }

    /// <summary>The related entries that the export holds.</summary>
    public IEnumerable<(Entry Entry, int Number)> Related(Entry entry) =>
        entry.Related.Where(id => _numbers.ContainsKey((id, entry.Language))).Select(id => _numbers[(id, entry.Language)]);
}
