namespace HipFaqBot.Search.Matching.Learning;

/// <summary>How far the best entry leads by Lucene's share.</summary>
internal static class Lead
{
    /// <summary>The best entry, and how far it is above all else, decoys included; not above 0 where a decoy is best.</summary>
    public static (int Best, float Lead) Of(ReadOnlySpan<float> shares, int entries)
    {
        Span<int> places = stackalloc int[2];
        var count = EvidenceBlend.Best(shares[..entries], places);
        var next = count > 1 ? shares[places[1]] : 0;
        foreach (var decoy in shares[entries..])
        {
            next = Math.Max(next, decoy);
        }

        return (places[0], shares[places[0]] - next);
    }
}
