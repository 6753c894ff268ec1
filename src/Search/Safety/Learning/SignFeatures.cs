using System.Numerics;

namespace HipFaqBot.Search.Safety.Learning;

/// <summary>
/// What a linear model sees of some words: the words and pairs of neighbours, their pieces of four letters, the concepts in them and
/// pairs of those, each as a number by its hash (Weinberger et al. 2009). A word that is denied, past, imagined or asked about is
/// another word than the same said plainly (the mark that Das and Chen 2001 gave to negated words).
/// </summary>
internal static class SignFeatures
{
    /// <summary>Numbers that a hash may become; few of the features that matter share one.</summary>
    public const int Buckets = 1 << Bits;

    private const int Bits = 15;
    private const int PieceLength = 4;
    private const float PieceWeight = 0.35f;
    private const float ConceptWeight = 1.2f;
    private const float PairWeight = 0.7f;
    private const int MostConcepts = 12;

    /// <summary>Marks what stands in a question that speaks of nobody: "does fever make joints ache".</summary>
    private const uint GeneralQuestion = 0x6E4E7A1;

    /// <summary>Puts the features of a window into a list, which is emptied first.</summary>
    public static void Of(MessageReading reading, SignWindow window, List<(int Bucket, float Value)> features)
    {
        features.Clear();
        var previous = Hash("<", 0);
        for (var i = window.First; i <= window.Last; i++)
        {
            var token = reading.Tokens[i];
            features.Add((Bucket(token.Hash), 1));
            features.Add((Bucket(Join(previous, token.Hash)), 1));
            previous = token.Hash;
            foreach (var piece in token.Pieces)
            {
                features.Add((piece, PieceWeight));
            }
        }

        features.Add((Bucket(Join(previous, Hash(">", 0))), 1));
        var general = reading.IsGeneral(window.First, window.Last);
        if (general)
        {
            features.Add((Bucket(GeneralQuestion), ConceptWeight));
        }

        AddConcepts(reading, window, features, general ? GeneralQuestion : 0);
        Scale(features);
    }

    private static void AddConcepts(MessageReading reading, SignWindow window, List<(int Bucket, float Value)> features, uint general)
    {
        Span<uint> concepts = stackalloc uint[MostConcepts];
        var count = 0;
        foreach (var (concept, mentions) in reading.Mentions)
        {
            var plain = false;
            var aside = false;
            foreach (var mention in MessageReading.Between(mentions, window.First, window.Last))
            {
                if (mention.Last <= window.Last)
                {
                    var isAside = mention.Has(~MentionScope.SomeoneElse);
                    plain |= !isAside;
                    aside |= isAside;
                }
            }

            if (aside)
            {
                features.Add((Bucket(Join((uint)concept, 0xA51DE)), ConceptWeight));
            }

            if (plain)
            {
                var own = Join((uint)concept, 0xC04CE + general);
                features.Add((Bucket(own), ConceptWeight));
                for (var i = 0; i < count; i++)
                {
                    features.Add((Bucket(own + concepts[i]), PairWeight));
                }

                if (count < MostConcepts)
                {
                    concepts[count++] = own;
                }
            }
        }
    }

    /// <summary>A long window has more of everything; its sum grows with the fourth root of that only.</summary>
    private static void Scale(List<(int Bucket, float Value)> features)
    {
        var squares = 0f;
        foreach (var (_, value) in features)
        {
            squares += value * value;
        }

        var scale = 1 / MathF.Sqrt(MathF.Sqrt(squares * 12));
        for (var i = 0; i < features.Count; i++)
        {
            features[i] = (features[i].Bucket, features[i].Value * scale);
        }
    }

    /// <summary>A word as the model sees it.</summary>
    /// <param name="word">As typed.</param>
    /// <param name="known">The number of the known word that it is taken for, typing slips mended; below 0 where there is none.</param>
    /// <param name="aside">Whether it is denied, past, imagined or asked about.</param>
    public static SignToken Token(string word, int known, bool aside)
    {
        var seed = aside ? 0x5EEDu : 0u;
        var padded = $"<{word}>";
        var pieces = new int[Math.Max(0, padded.Length - PieceLength + 1)];
        for (var i = 0; i < pieces.Length; i++)
        {
            pieces[i] = Bucket(Hash(padded.AsSpan(i, PieceLength), seed + 1));
        }

        return new SignToken(known >= 0 ? Join((uint)known, seed + 3) : Hash(Stem.Of(word), seed + 2), pieces);
    }

    /// <summary>FNV-1a, the same on every machine.</summary>
    public static uint Hash(ReadOnlySpan<char> text, uint seed)
    {
        var hash = 2166136261u ^ seed;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return hash;
    }

    private static uint Join(uint one, uint other) => (BitOperations.RotateLeft(one, 5) ^ other) * 0x9E3779B1u;

    private static int Bucket(uint hash) => (int)((hash * 0x9E3779B1u) >> (32 - Bits));
}

/// <summary>A word of a message as a learned detector sees it.</summary>
/// <param name="Hash">Of its stem and its scope.</param>
/// <param name="Pieces">Buckets of its pieces of four letters.</param>
internal sealed record SignToken(uint Hash, int[] Pieces);
