using System.Text.RegularExpressions;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Exchange.Reading;

/// <summary>
/// The fields of an entry that a foreign format has no column for, as its name-value pairs (metadata, filters).
/// Values are percent-encoded, because the old service knows no escape for its separators.
/// </summary>
internal static partial class EntryFields
{
    /// <summary>Says that <c>hipfaq export</c> wrote the pair: its texts are escaped and its fields are to be taken at their word.</summary>
    public const string Marker = "hipfaq";

    private const string Version = "1";

    public static IEnumerable<KeyValuePair<string, string>> Of(Entry entry)
    {
        yield return new(Marker, Version);
        yield return new("id", Encode(entry.Id));
        foreach (var (name, value) in (IEnumerable<(string, string?)>)[("category", entry.Category), ("scope", entry.Scope), ("warning", entry.Warning), ("language", entry.Language)])
        {
            if (!string.IsNullOrEmpty(value))
            {
                yield return new(name, Encode(value));
            }
        }

        if (entry.Sources.Count > 0)
        {
            yield return new("sources", string.Join(',', entry.Sources.Select(source => Encode(source.Key))));
        }

        if (entry.Related.Count > 0)
        {
            yield return new("related", string.Join(',', entry.Related.Select(Encode)));
        }
    }

    public static bool AreOurs(IEnumerable<KeyValuePair<string, string>> pairs) =>
        pairs.Any(pair => pair.Key == Marker && pair.Value.Trim() == Version);

    /// <summary>Puts each pair where it belongs: all known fields of our own files, the category of others, and the rest is kept.</summary>
    public static ForeignEntry Apply(ForeignEntry entry, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        var ours = AreOurs(pairs);
        foreach (var (name, written) in pairs)
        {
            var value = ours ? Decode(written) : written.Trim();
            entry = (ours, name.ToLowerInvariant()) switch
            {
                (true, Marker) => entry,
                (true, "id") when IdPattern().IsMatch(value) => entry with { Id = value },
                (_, "category") when value.Length > 0 && entry.Category is null => entry with { Category = value },
                (true, "scope") => entry with { Scope = value },
                (true, "warning") => entry with { Warning = value },
                (true, "language") => entry with { Language = value },
                (true, "sources") => entry with { Sources = List(written) },
                (true, "related") => entry with { Related = List(written) },
                _ => entry with { Kept = [.. entry.Kept, new(name, value)] },
            };
        }

        return entry;
    }

    private static string Encode(string value) => Uri.EscapeDataString(value);

    private static string Decode(string value) => Uri.UnescapeDataString(value.Trim());

    private static string[] List(string written) => [.. written.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Decode)];

    /// <summary>The form that the knowledge reader asks of an id; it also keeps an id from naming another folder.</summary>
    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    public static partial Regex IdPattern();
}
