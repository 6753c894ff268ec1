using System.Numerics.Tensors;
using HipFaqBot.Search.Encoding;

namespace HipFaqBot.Search.Safety.Learning;

/// <summary>
/// Judges a message window by window with what was learned: by its words alone first, and where those leave any doubt, with the
/// meaning of the window as the sentence encoder has it.
/// </summary>
/// <param name="words">Learned from words alone.</param>
/// <param name="meaning">Learned from words and vectors; null where there is no encoder.</param>
internal sealed class SignModel(WarningSigns signs, LearnedSigns words, LearnedSigns? meaning, ISentenceEncoder encoder)
{
    /// <summary>A window that the words find less suspicious is not encoded: an ordinary question costs no encoding at all.</summary>
    private const float Doubt = 0.03f;

    /// <summary>
    /// What each opinion counts in the logarithm of the probabilities (a logarithmic pool, Genest and Zidek 1986): one that is sure of calm is
    /// heard even where the others are not. The words keep the meaning from going astray.
    /// </summary>
    private const float WordsShare = 0.2f;

    private const float MeaningShare = 0.4f;

    private const float TaughtShare = 0.4f;

    /// <summary>
    /// Where by words and meaning together a sign is less likely than this, or surer than a tenth of it short of 1, the network is not asked, which
    /// takes milliseconds: it could hardly turn what they say.
    /// </summary>
    private const float Settled = 0.01f;

    /// <summary>No opinion rules anything out for good.</summary>
    private const float Least = 1e-6f;

    /// <summary>Windows of a long message that are encoded, the most suspicious first.</summary>
    private const int MostEncoded = 6;

    /// <summary>Names of concepts that are said in nearly every question and are evidence of nothing.</summary>
    private static readonly HashSet<string> Everyday = ["pain", "hurtsToWalk", "run", "over50", "nsaid", "worse", "buildsUp", "afterOp", "thighPain", "deepGroin", "surgery", "operation", "replacement", "testiclePain"];

    /// <summary>Hash of all that it was learned from.</summary>
    public string Key { get; init; } = "";

    public LearnedSigns Words => words;

    public LearnedSigns? Meaning => meaning;

    private readonly MannerReader _manners = new(signs.Vocabulary);

    private readonly bool[] _isEvidence = [.. signs.Vocabulary.Concepts.Select(concept => concept.IsEvidence)];

    private readonly bool[] _isEveryday = [.. signs.Vocabulary.Concepts.Select(concept => Everyday.Contains(concept.Name))];

    /// <summary>Where the taught network has each sign; below 0 where it does not know it.</summary>
    private int[]? _places;

    private readonly HashSet<int>[] _ofSign = [.. signs.All.Select(sign => ConceptsOf(signs, sign))];

    public static void Scale(Span<float> vector) => Floats.Multiply(vector, SignTrainer.VectorScale);

    /// <summary>The meaning of two texts together, near enough: halfway between theirs.</summary>
    public static float[] Between(float[] one, float[] other)
    {
        var between = new float[one.Length];
        TensorPrimitives.Add<float>(one, other, between);
        if (TensorPrimitives.Norm<float>(between) is > 0 and var length)
        {
            TensorPrimitives.Multiply(between, SignTrainer.VectorScale / length, between);
        }

        return between;
    }

    /// <summary>The most suspicious window of a message that was not read yet.</summary>
    public SignOpinion Judge(MessageReader reader, string text) => Judge(reader.Read(text, withTokens: true), text);

    /// <summary>The most suspicious window, and how likely each sign is in any.</summary>
    public SignOpinion Judge(MessageReading reading, string text)
    {
        var windows = SignWindow.Of(reading.Words);
        if (windows.Count == 0)
        {
            return default;
        }

        var probabilities = new float[windows.Count * words.Classes];
        var opinions = new SignOpinion[windows.Count];
        var features = new List<(int, float)>();
        for (var i = 0; i < windows.Count; i++)
        {
            SignFeatures.Of(reading, windows[i], features);
            words.Score(features, [], SignManners.None, Row(i));
            opinions[i] = Opinion(Row(i), windows[i], reading, meaning: false, IsWhole(windows[i], reading));
        }

        var doubtful = Enumerable.Range(0, meaning is null ? 0 : opinions.Length).Where(i => opinions[i].Alarm >= Doubt).OrderByDescending(i => opinions[i].Alarm).Take(MostEncoded);
        foreach (var i in doubtful.ToList())
        {
            var whole = IsWhole(windows[i], reading);
            if (HasHeard(whole ? text : TextOf(reading, windows[i]), reading, windows[i], Row(i)))
            {
                opinions[i] = Opinion(Row(i), windows[i], reading, meaning: true, whole);
            }
        }

        return opinions.MaxBy(opinion => opinion.Excess) with { Highest = opinions.Max(opinion => opinion.Alarm), OfSigns = HighestOfSigns() };

        Span<float> Row(int window) => probabilities.AsSpan(window * words.Classes, words.Classes);

        float[] HighestOfSigns()
        {
            var highest = new float[signs.All.Count];
            for (var i = 0; i < windows.Count; i++)
            {
                TensorPrimitives.Max(highest, Row(i).Slice(LearnedSigns.Calm + 1, highest.Length), highest);
            }

            return highest;
        }
    }

    /// <summary>Pools what the words say with the meaning and the taught network; false where nothing can be read in the text.</summary>
    /// <param name="text">What the window says.</param>
    /// <param name="pooled">What the words say; afterwards what all say.</param>
    private bool HasHeard(string text, MessageReading reading, SignWindow window, Span<float> pooled)
    {
        var vector = encoder.Encode(text);
        if (vector.Length == 0)
        {
            return false;
        }

        Span<float> other = stackalloc float[words.Classes];
        pooled.CopyTo(other);
        pooled.Clear();
        AddLog(other, WordsShare, pooled);

        var features = new List<(int, float)>();
        SignFeatures.Of(reading, window, features);
        Scale(vector);
        meaning!.Score(features, vector, _manners.Read(reading, window), other);
        AddLog(other, MeaningShare, pooled);

        pooled.CopyTo(other);
        Floats.Multiply(other, 1 / (WordsShare + MeaningShare));
        Floats.SoftMax(other[..words.Real]);
        if (encoder.Signs is not { } taught || 1 - other[LearnedSigns.Calm] is < Settled or > 1 - Settled / 10)
        {
            other.CopyTo(pooled);
            return true;
        }

        Map(taught, taught.Judge(text), other);
        AddLog(other, TaughtShare, pooled);
        Floats.SoftMax(pooled[..words.Real]);
        return true;
    }

    /// <summary>
    /// What the taught network says, in the order of the signs' file. A sign that it was not taught is as likely to it as the likeliest that
    /// it knows: the other opinions decide.
    /// </summary>
    private void Map(TaughtSigns taught, ReadOnlySpan<float> probabilities, Span<float> classes)
    {
        classes.Clear();
        classes[LearnedSigns.Calm] = probabilities[0];
        var likeliest = TensorPrimitives.Max(probabilities[1..]);
        var places = _places ??= [.. signs.All.Select(sign => Array.IndexOf(taught.Classes, sign.Id))];
        for (var i = 0; i < places.Length; i++)
        {
            classes[i + 1] = places[i] < 0 ? likeliest : probabilities[places[i]];
        }
    }

    private static void AddLog(Span<float> probabilities, float share, Span<float> to)
    {
        TensorPrimitives.Max(probabilities, Least, probabilities);
        TensorPrimitives.Log(probabilities, probabilities);
        Floats.MultiplyAdd(probabilities, share, to);
    }

    /// <summary>
    /// The most suspicious window that lies over the cut between what was kept of an earlier message and the present one; by words,
    /// since the earlier message itself is not kept.
    /// </summary>
    public SignOpinion JudgeOver(MessageReading reading, int cut)
    {
        Span<float> probabilities = stackalloc float[words.Classes];
        var features = new List<(int, float)>();
        SignOpinion worst = default;
        foreach (var window in SignWindow.Of(reading.Words).Where(window => window.First < cut && window.Last >= cut))
        {
            SignFeatures.Of(reading, window, features);
            words.Score(features, [], SignManners.None, probabilities);
            var opinion = Opinion(probabilities, window, reading, meaning: false, whole: false);
            worst = worst.Window.Length <= 0 || opinion.Excess > worst.Excess ? opinion : worst;
        }

        return worst;
    }

    private static bool IsWhole(SignWindow window, MessageReading reading) => window.Length == reading.Words.Count;

    private SignOpinion Opinion(ReadOnlySpan<float> probabilities, SignWindow window, MessageReading reading, bool meaning, bool whole)
    {
        var sign = Floats.IndexOfMax(probabilities[1..]);
        var alarm = 1 - probabilities[LearnedSigns.Calm];
        var evidence = EvidenceOf(sign, window, reading);
        return new SignOpinion(alarm, sign, evidence, window, alarm - signs.Thresholds.Of(signs.All[sign], evidence, meaning, whole));
    }

    /// <summary>What the concepts in the window say for the sign or against it.</summary>
    private SignEvidence EvidenceOf(int sign, SignWindow window, MessageReading reading)
    {
        bool own = false, any = false, aside = false, ownAside = false;
        var scopes = signs.All[sign].PrefersAlarm ? MentionScope.Denied | MentionScope.Past | MentionScope.Educational : ~MentionScope.SomeoneElse;
        foreach (var (concept, mentions) in reading.Mentions)
        {
            if (!_isEvidence[concept])
            {
                continue;
            }

            foreach (var mention in MessageReading.Between(mentions, window.First, window.Last))
            {
                if (mention.Last <= window.Last)
                {
                    var isAside = mention.Has(scopes);
                    var isOwn = _ofSign[sign].Contains(concept);
                    ownAside |= isOwn && isAside;
                    aside |= isAside;
                    own |= isOwn && !isAside && !_isEveryday[concept];
                    any |= !isAside && !_isEveryday[concept];
                }
            }
        }

        return ownAside && own ? SignEvidence.Divided : own ? SignEvidence.Own : aside && (ownAside || !any) ? SignEvidence.SetAside : any ? SignEvidence.Any : SignEvidence.None;
    }

    private static HashSet<int> ConceptsOf(WarningSigns signs, WarningSign sign)
    {
        var names = sign.Patterns.SelectMany(pattern => pattern.All.SelectMany(group => group)).Concat(sign.Evidence).ToHashSet(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, signs.Vocabulary.Concepts.Count).Where(i => names.Contains(signs.Vocabulary.Concepts[i].Name))];
    }

    private static string TextOf(MessageReading reading, SignWindow window) =>
        string.Join(' ', Enumerable.Range(window.First, window.Length).Select(i => reading.Words[i].Text));
}

/// <summary>What the concepts near a suspicion say.</summary>
internal enum SignEvidence
{
    /// <summary>None is said.</summary>
    None,

    /// <summary>All that are said are denied, past, imagined or asked about.</summary>
    SetAside,

    /// <summary>Some is said plainly, of another sign.</summary>
    Any,

    /// <summary>One of the sign's own is said plainly, and another is denied, past, imagined or asked about.</summary>
    Divided,

    /// <summary>One of the sign's own is said plainly.</summary>
    Own,
}

/// <summary>What was learned says of a message.</summary>
/// <param name="Alarm">Probability of any sign.</param>
/// <param name="Sign">Place of the likeliest sign in the file.</param>
/// <param name="Evidence">What the concepts in the window say.</param>
/// <param name="Window">The words that say it.</param>
/// <param name="Excess">How far the probability is above what this sign needs with this evidence; an alert at 0 and above.</param>
internal readonly record struct SignOpinion(float Alarm, int Sign, SignEvidence Evidence, SignWindow Window, float Excess)
{
    /// <summary>The highest probability of any sign in any window; that of this one is not always it.</summary>
    public float Highest { get; init; }

    /// <summary>The highest probability of each sign in any window, in the file's order; null where nothing was judged.</summary>
    public IReadOnlyList<float>? OfSigns { get; init; }

    public bool Alerts => Window.Length > 0 && Excess >= 0 && Alarm > 0;
}
