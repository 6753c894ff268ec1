using HipFaqBot.Search.Safety.Learning;

namespace HipFaqBot.Search.Safety;

/// <summary>
/// The closed list of words that wordings are made of, and what a typed word is taken for: itself, its stem, or the one known word that
/// is a single slip away (a letter missing, added, changed or swapped: Damerau-Levenshtein distance 1). Slips are found by what is left
/// when one letter is taken from either word (the idea of SymSpell), so that no list is walked.
/// </summary>
internal sealed class Lexicon
{
    /// <summary>Shorter words are one slip away from too many others; of four letters only a swap is forgiven.</summary>
    private const int ShortestMisspelt = 5;

    private const int LongestMisspelt = 24;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _added = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _forms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _slips = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ordinary;
    private readonly List<string> _stems = [];
    private readonly Dictionary<uint, int> _hashes = [];

    public Lexicon(IEnumerable<string> ordinary) =>
        _ordinary = ordinary.SelectMany(word => new[] { word, Stem.Of(word) }).ToHashSet(StringComparer.Ordinal);

    public int Add(string word)
    {
        // The wordings have the same few thousand words over and over: each is worked out once.
        if (_added.TryGetValue(word, out var known))
        {
            return known;
        }

        return _added[word] = AddNew(word);
    }

    private int AddNew(string word)
    {
        var stem = Stem.Of(word);
        if (!_ids.TryGetValue(stem, out var id))
        {
            id = _ids.Count;
            _ids[stem] = id;
            _stems.Add(stem);
            _hashes.TryAdd(HashOf(stem), id);
        }

        foreach (var form in new[] { word, stem }.Distinct().Where(form => form.Length >= ShortestMisspelt - 1))
        {
            // A stem is no word to stem again: "intense" is intens, and intens would be inten.
            _forms.TryAdd(form, id);
            foreach (var slip in Slips(form))
            {
                if (!_slips.TryGetValue(slip, out var forms))
                {
                    _slips[slip] = forms = [];
                }

                if (!forms.Contains(form))
                {
                    forms.Add(form);
                }
            }
        }

        return id;
    }

    /// <summary>A known word as it may be kept, the same in every version of the vocabulary; 0 for one that is not known.</summary>
    public uint HashOf(int id) => id < 0 ? 0 : HashOf(_stems[id]);

    /// <summary>The known word that was kept, or −1.</summary>
    public int Find(uint hash) => _hashes.GetValueOrDefault(hash, -1);

    /// <summary>The stem of a known word.</summary>
    public string StemOf(int id) => _stems[id];

    private static uint HashOf(string stem) => SignFeatures.Hash(stem, 0);

    /// <summary>The id of the known word, or −1.</summary>
    public int Find(string typed)
    {
        var stem = Stem.Of(typed);
        if (_ids.TryGetValue(stem, out var id))
        {
            return id;
        }

        if (typed.Length is < ShortestMisspelt - 1 or > LongestMisspelt || _ordinary.Contains(typed) || _ordinary.Contains(stem) || !char.IsAsciiLetter(typed[0]))
        {
            return -1;
        }

        return Nearest(typed) is { } near ? _forms[near]
            : stem != typed && stem.Length >= ShortestMisspelt && Nearest(stem) is { } nearStem ? _forms[nearStem]
            : -1;
    }

    private string? Nearest(string typed)
    {
        foreach (var slip in Slips(typed))
        {
            if (_slips.TryGetValue(slip, out var forms))
            {
                foreach (var form in forms)
                {
                    if (IsOneSlip(typed, form))
                    {
                        return form;
                    }
                }
            }
        }

        return null;
    }

    private static IEnumerable<string> Slips(string word)
    {
        yield return word;
        for (var i = 0; i < word.Length; i++)
        {
            yield return word.Remove(i, 1);
        }
    }

    /// <summary>The first letter is nearly always right; holding to it keeps "never" from "fever".</summary>
    private static bool IsOneSlip(string typed, string known)
    {
        var first = 0;
        var shorter = Math.Min(typed.Length, known.Length);
        while (first < shorter && typed[first] == known[first])
        {
            first++;
        }

        if (first == typed.Length && first == known.Length)
        {
            return true; // What a longer word is stemmed to, typed as it is.
        }

        var swapped = typed.Length == known.Length && first + 1 < typed.Length
            && typed[first] == known[first + 1] && typed[first + 1] == known[first]
            && typed.AsSpan(first + 2).SequenceEqual(known.AsSpan(first + 2));
        if (swapped)
        {
            return true;
        }

        if (first == 0 || known.Length < ShortestMisspelt || typed.Length < ShortestMisspelt)
        {
            return false;
        }

        return (typed.Length - known.Length) switch
        {
            0 => typed.AsSpan(first + 1).SequenceEqual(known.AsSpan(first + 1)),
            1 => typed.AsSpan(first + 1).SequenceEqual(known.AsSpan(first)),
            -1 => typed.AsSpan(first).SequenceEqual(known.AsSpan(first + 1)),
            _ => false,
        };
    }
}
