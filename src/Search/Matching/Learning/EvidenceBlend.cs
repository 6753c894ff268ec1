namespace HipFaqBot.Search.Matching.Learning;

/// <summary>
/// Puts together what speaks for each entry: the learned logarithm, Lucene's share and the nearest phrasing's cosine.
/// </summary>
/// <param name="Lexical">Lucene's share, 0 to 1, counts as so many units of logarithm.</param>
/// <param name="Nearest">So does the nearest phrasing's cosine.</param>
internal readonly record struct EvidenceBlend(float Lexical, float Nearest)
{
    private const double MostShare = 16;

    /// <summary>The nearest phrasing is looked for in so many entries, the best without it: the others stay far behind with it too.</summary>
    public const int Closest = 12;

    /// <summary>
    /// The usual blend. The more phrasings an entry has, the better Lucene's one document for each entry is, and the more it counts: a fifth
    /// for each of the first ten phrasings, none for the next ten, then three quarters for each. 16 is good with the project's
    /// own questions (39 phrasings to an entry), 1 to 2 with HWU64's development set (10). Where phrasings are few, <see cref="BlendFit"/> begins from it.
    /// </summary>
    /// <param name="phrasings">How many phrasings an entry has, on the average.</param>
    public static EvidenceBlend Usual(double phrasings)
    {
        var lexical = (float)Math.Min(MostShare, (0.2 * Math.Min(phrasings, 10)) + (0.75 * Math.Max(0, phrasings - 20)));
        return new EvidenceBlend(lexical, lexical / 2);
    }

    /// <summary>Blends.</summary>
    /// <param name="logs">The logarithm of each class's learned probability; the class after the entries is "none".</param>
    /// <param name="shares">Lucene's share of each entry, then of each topic of decoys.</param>
    /// <param name="entries">How many entries there are.</param>
    /// <param name="nearest">The nearest phrasing of an entry; of the decoys for the place after the entries.</param>
    /// <param name="cosines">Filled with the cosine of each entry that was looked at, 0 of the others.</param>
    public Evidence Of(ReadOnlySpan<float> logs, ReadOnlySpan<float> shares, int entries, Func<int, float> nearest, Span<float> cosines)
    {
        var blend = new float[entries];
        var best = 0f;
        for (var entry = 0; entry < entries; entry++)
        {
            blend[entry] = logs[entry] + (Lexical * shares[entry]);
            best = Math.Max(best, shares[entry]);
        }

        Span<int> closest = stackalloc int[Closest];
        closest = closest[..Best(blend, closest)];
        cosines.Clear();
        var nearestEntry = 0f;
        foreach (var entry in closest)
        {
            cosines[entry] = nearest(entry);
            blend[entry] += Nearest * cosines[entry];
            nearestEntry = Math.Max(nearestEntry, cosines[entry]);
        }

        var decoy = 0f;
        foreach (var share in shares[entries..])
        {
            decoy = Math.Max(decoy, share);
        }

        var none = logs.Length > entries ? logs[entries] : 0;
        return new Evidence(blend, new Stranger(none, decoy, best, nearest(entries), nearestEntry));
    }

    /// <summary>The places of the highest values, falling; of equal ones the earlier first.</summary>
    public static int Best(ReadOnlySpan<float> values, Span<int> places)
    {
        var count = 0;
        for (var place = 0; place < values.Length; place++)
        {
            if (count == places.Length && values[place] <= values[places[count - 1]])
            {
                continue;
            }

            var at = count < places.Length ? count++ : count - 1;
            for (; at > 0 && values[places[at - 1]] < values[place]; at--)
            {
                places[at] = places[at - 1];
            }

            places[at] = place;
        }

        return count;
    }
}
