namespace HipFaqBot.Search.Matching.Learning;

/// <summary>What speaks for each entry, and what speaks for none of them, before it is a probability.</summary>
/// <param name="Entries">A blend of what was learned, Lucene's share and the nearest phrasing, one number for each entry.</param>
/// <param name="None">What tells that none answers: see <see cref="Stranger"/>.</param>
internal readonly record struct Evidence(float[] Entries, Stranger None);

/// <summary>What tells that no entry answers a question.</summary>
/// <param name="Learned">Logarithm of the probability of "none" as it was learned from the decoys; 0 without decoys.</param>
/// <param name="DecoyLexical">Lucene's share of the best topic of decoys.</param>
/// <param name="EntryLexical">Lucene's share of the best entry.</param>
/// <param name="DecoyNearest">Cosine with the nearest decoy.</param>
/// <param name="EntryNearest">Cosine with the nearest phrasing of the best entries.</param>
internal readonly record struct Stranger(float Learned, float DecoyLexical, float EntryLexical, float DecoyNearest, float EntryNearest)
{
    /// <summary>How many numbers <see cref="CopyTo"/> writes.</summary>
    public const int Count = 6;

    /// <summary>Writes a 1 and then all numbers.</summary>
    public void CopyTo(Span<double> values)
    {
        values[0] = 1;
        values[1] = Learned;
        values[2] = DecoyLexical;
        values[3] = EntryLexical;
        values[4] = DecoyNearest;
        values[5] = EntryNearest;
    }
}
