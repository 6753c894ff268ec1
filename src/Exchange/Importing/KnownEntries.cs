using HipFaqBot.Exchange.Reading;

namespace HipFaqBot.Exchange.Importing;

/// <summary>
/// Finds which entry of the last import an entry of the source is: the one that was asked the same, or else the one with the
/// same number there. Numbers come second, because the old service gives them anew when a table is imported again.
/// </summary>
internal static class KnownEntries
{
    public static Dictionary<ForeignEntry, RecordedEntry> Match(IReadOnlyList<ForeignEntry> entries, IReadOnlyList<RecordedEntry> recorded)
    {
        var matches = new Dictionary<ForeignEntry, RecordedEntry>(ReferenceEqualityComparer.Instance);
        var free = recorded.ToHashSet<RecordedEntry>(ReferenceEqualityComparer.Instance);
        Take(entry => entry.Id is { } id ? [id] : [], known => [known.Id]);
        Take(entry => [RecordedEntry.Hash(entry.Question)], known => [known.Fields.GetValueOrDefault("question") ?? ""]);
        Take(entry => entry.Phrasings.Append(entry.Question).Select(RecordedEntry.Hash), known => known.Phrasings.Append(known.Fields.GetValueOrDefault("question") ?? ""));
        Take(entry => entry.Key is { } key ? [key] : [], known => known.Key is { } key ? [key] : []);
        return matches;

        void Take(Func<ForeignEntry, IEnumerable<string>> names, Func<RecordedEntry, IEnumerable<string>> knownNames)
        {
            var byName = free.SelectMany(known => knownNames(known).Select(name => (name, known))).ToLookup(pair => pair.name, pair => pair.known);
            foreach (var entry in entries.Where(entry => !matches.ContainsKey(entry)))
            {
                if (names(entry).SelectMany(name => byName[name]).FirstOrDefault(free.Contains) is { } known)
                {
                    matches[entry] = known;
                    free.Remove(known);
                }
            }
        }
    }
}
