namespace HipFaqBot.Search.Matching.Learning;

/// <summary>
/// A text's terms as numbers: stems and pairs of neighbouring stems, and the pieces of 2 to 5 letters of its words. Hashed
/// (Weinberger et al. 2009) rather than listed, so that no string is made for any of the two hundred terms of a question.
/// </summary>
internal static class TermHashes
{
    /// <summary>So many different terms can be told apart: ten times those of 3,000 phrasings.</summary>
    public const int Buckets = 1 << Bits;

    private const int Bits = 18;

    /// <summary>Of a longer text the rest is left out: the cost of a message is bounded.</summary>
    public const int MaxTerms = 4_096;

    private const int ShortestPiece = 2;
    private const int LongestPiece = 5;

    // Kinds of term start from different numbers, so that "hip" the word is not "hip" the piece.
    private const uint WordSeed = 2166136261;
    private const uint PieceSeed = 3266489917;
    private const uint Edge = 374761393;

    /// <summary>Writes the buckets of the words and of their pairs; returns how many.</summary>
    public static int Words(IReadOnlyList<string> words, Span<int> buckets)
    {
        var count = 0;
        var before = Edge;
        for (var i = 0; i < words.Count && count + 3 <= buckets.Length; i++)
        {
            var hash = WordSeed;
            foreach (var letter in words[i])
            {
                hash = Next(hash, letter);
            }

            buckets[count++] = Bucket(hash);
            buckets[count++] = Pair(before, hash);
            before = hash;
        }

        if (words.Count > 0)
        {
            buckets[count++] = Pair(before, Edge);
        }

        return count;
    }

    /// <summary>Writes the buckets of the pieces of each word between spaces, with marks for its start and end; returns how many.</summary>
    public static int Pieces(ReadOnlySpan<char> plain, Span<int> buckets)
    {
        var count = 0;
        foreach (var range in plain.Split(' '))
        {
            var word = plain[range];
            for (var start = -1; start < word.Length && word.Length > 0; start++)
            {
                var hash = PieceSeed;
                for (var length = 1; length <= LongestPiece && start + length <= word.Length + 1; length++)
                {
                    var at = start + length - 1;
                    hash = Next(hash, at < 0 ? '^' : at == word.Length ? '$' : word[at]);
                    if (length >= ShortestPiece && count < buckets.Length)
                    {
                        buckets[count++] = Bucket(hash);
                    }
                }
            }
        }

        return count;
    }

    /// <summary>FNV-1a, a letter at a time.</summary>
    private static uint Next(uint hash, char letter) => (hash ^ letter) * 16777619;

    private static int Pair(uint one, uint other) => Bucket((((one << 5) | (one >> 27)) ^ (other * 2246822519)) * 16777619);

    /// <summary>The highest bits of a multiplied hash are the best mixed ones (Knuth).</summary>
    private static int Bucket(uint hash) => (int)(((hash ^ (hash >> 15)) * 2654435769u) >> (32 - Bits));
}
