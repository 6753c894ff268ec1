using System.Numerics;

namespace HipFaqBot.Search.Safety.Learning;

/// <summary>
/// What a linear model sees of some words: the words and pairs of neighbours, their pieces of four letters, the concepts in them, pairs of
/// those, and concepts and cues that follow each other, each as a number by its hash (Weinberger et al. 2009). A word that is denied, over,
/// imagined or asked about is another word than the same said plainly (the mark that Das and Chen 2001 gave to negated words).
/// </summary>
internal static class SignFeatures
{
    /// <summary>Numbers that a hash may become; few of the features that matter share one.</summary>
    public const int Buckets = 1 << Bits;

    private const int Bits = 16;
    private const int PieceLength = 4;
    private const float PieceWeight = 0.35f;
    private const float PlainWeight = 0.5f;
    private const float ConceptWeight = 1.2f;
    private const float ScopeWeight = 0.8f;
    private const float PairWeight = 0.7f;
    private const float MarkWeight = 0.5f;
    private const float FrameWeight = 0.5f;
    private const uint Before = 0xBEF0;
    private const uint After = 0xAF70;
    private const uint Between = 0xB370;
    private const int MostConcepts = 12;

    /// <summary>A concept or cue is paired with so many that follow it.</summary>
    private const int MarksOn = 2;

    /// <summary>Marks what stands in a question that speaks of nobody: "does fever make joints ache".</summary>
    private const uint GeneralQuestion = 0x6E4E7A1;

    private static readonly MentionScope[] Scopes = [MentionScope.Denied, MentionScope.Past, MentionScope.Settled, MentionScope.Educational, MentionScope.Hypothetical];

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
            if (token.Plain != token.Hash)
            {
                features.Add((Bucket(token.Plain), PlainWeight));
            }

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
        AddMarks(reading.Marks, window, features);
        AddFrame(reading, window, features);
        Scale(features);
    }

    /// <summary>
    /// The words around what is said, whatever it is: "had … in 2011", "how do doctors tell …", "… cleared it". They mean the same of every
    /// sign, so that one sign's messages teach the others.
    /// </summary>
    private static void AddFrame(MessageReading reading, SignWindow window, List<(int Bucket, float Value)> features)
    {
        int first = -1, last = -1;
        for (var i = window.First; i <= window.Last; i++)
        {
            if (reading.Said[i])
            {
                first = first < 0 ? i : first;
                last = i;
            }
        }

        if (first < 0)
        {
            return;
        }

        for (var i = window.First; i <= window.Last; i++)
        {
            if (!reading.Said[i])
            {
                features.Add((Bucket(Join(reading.Tokens[i].Plain, i < first ? Before : i > last ? After : Between)), FrameWeight));
                continue;
            }

            var end = i;
            while (end < window.Last && reading.Said[end + 1])
            {
                end++;
            }

            var (left, right) = (At(i - 1), At(end + 1));
            features.Add((Bucket(Join(left, Before + 1)), FrameWeight));
            features.Add((Bucket(Join(right, After + 1)), FrameWeight));
            features.Add((Bucket(Join(Join(At(i - 2), left), Before + 2)), FrameWeight));
            features.Add((Bucket(Join(Join(right, At(end + 2)), After + 2)), FrameWeight));
            features.Add((Bucket(Join(Join(left, right), Between + 1)), FrameWeight));
            i = end;
        }

        uint At(int i) => i < window.First ? 0xB0u : i > window.Last ? 0xE0u : reading.Said[i] ? 0xC0u : reading.Tokens[i].Plain;
    }

    private static void AddConcepts(MessageReading reading, SignWindow window, List<(int Bucket, float Value)> features, uint general)
    {
        Span<uint> concepts = stackalloc uint[MostConcepts];
        var count = 0;
        foreach (var (concept, mentions) in reading.Mentions)
        {
            var plain = false;
            var aside = MentionScope.None;
            foreach (var mention in MessageReading.Between(mentions, window.First, window.Last))
            {
                if (mention.Last <= window.Last)
                {
                    plain |= !mention.Has(~MentionScope.SomeoneElse);
                    aside |= mention.Scope & ~MentionScope.SomeoneElse;
                }
            }

            if (aside != MentionScope.None)
            {
                AddAside((uint)concept, aside, features);
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

    /// <summary>A concept that is set aside, and how; the manner by itself too, which holds for concepts that no message had.</summary>
    private static void AddAside(uint concept, MentionScope aside, List<(int Bucket, float Value)> features)
    {
        features.Add((Bucket(Join(concept, 0xA51DE)), ConceptWeight));
        foreach (var scope in Scopes)
        {
            if ((aside & scope) != 0)
            {
                features.Add((Bucket(Join(concept, 0xA51DE + ((uint)scope * 131))), ScopeWeight));
                features.Add((Bucket(Join((uint)scope, 0xFEED)), ScopeWeight));
            }
        }
    }

    /// <summary>Concepts and cues in the order in which they are said: "had", a fever, "is gone".</summary>
    private static void AddMarks(IReadOnlyList<SignMark> marks, SignWindow window, List<(int Bucket, float Value)> features)
    {
        int low = 0, high = marks.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = marks[middle].First < window.First ? (middle + 1, high) : (low, middle);
        }

        for (var i = low; i < marks.Count && marks[i].First <= window.Last; i++)
        {
            var paired = 0;
            for (var k = i + 1; k < marks.Count && marks[k].First <= window.Last && paired < MarksOn; k++)
            {
                if (marks[k].Last <= window.Last)
                {
                    paired++;
                    if (marks[i].Last <= window.Last && marks[k].Id != marks[i].Id)
                    {
                        features.Add((Bucket(Join(marks[i].Id, marks[k].Id)), MarkWeight));
                    }
                }
            }
        }
    }

    /// <summary>A concept or cue of a message, for <see cref="MessageReading.Marks"/>.</summary>
    public static SignMark Mark(int meaning, int first, int last) => new(first, last, Join((uint)meaning, 0x5E9));

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
    /// <param name="scope">What the words around do to it.</param>
    public static SignToken Token(MessageWord word, int known, MentionScope scope)
    {
        var seed = SeedOf(scope);
        var padded = $"<{word.Text}>";
        var pieces = new int[Math.Max(0, padded.Length - PieceLength + 1)];
        for (var i = 0; i < pieces.Length; i++)
        {
            pieces[i] = Bucket(Hash(padded.AsSpan(i, PieceLength), seed + 1));
        }

        return new SignToken(HashOf(seed), HashOf(0), pieces);

        uint HashOf(uint manner) => word.Number is >= 0 and var number ? Join(Size(number), manner + 0x9009)
            : known >= 0 ? Join((uint)known, manner + 3)
            : Hash(Stem.Of(word.Text), manner + 2);
    }

    private static uint SeedOf(MentionScope scope) =>
        (scope & MentionScope.Denied) != 0 ? 0x5EEDu
        : (scope & MentionScope.Educational) != 0 ? 0xED0Cu
        : (scope & MentionScope.Hypothetical) != 0 ? 0x1F1Fu
        : (scope & (MentionScope.Past | MentionScope.Settled)) != 0 ? 0xA57u
        : 0;

    /// <summary>"18 tablets" and "20 tablets" say the same, "2 tablets" does not; a year is a year.</summary>
    private static uint Size(double number) => number switch
    {
        <= 1 => 1,
        <= 3 => 2,
        <= 7 => 3,
        <= 17 => 4,
        <= 49 => 5,
        <= 110 => 6,
        < 1900 => 7,
        < 2100 => 8,
        _ => 9,
    };

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
/// <param name="Hash">Of its stem and its scope; of a number, of its size.</param>
/// <param name="Plain">The same without the scope.</param>
/// <param name="Pieces">Buckets of its pieces of four letters.</param>
internal sealed record SignToken(uint Hash, uint Plain, int[] Pieces);

/// <summary>A concept or cue in a message.</summary>
/// <param name="First">Its first word.</param>
/// <param name="Last">Its last word.</param>
/// <param name="Id">What it is, as a hash.</param>
internal readonly record struct SignMark(int First, int Last, uint Id);
