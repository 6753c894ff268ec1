namespace HipFaqBot.Search.Safety.Learning;

/// <summary>
/// What was learned from messages: for each sign, and for none, a weight of every feature (multinomial logistic regression). The
/// second opinion beside the patterns: it knows wordings that no pattern has. Immutable once trained.
/// </summary>
internal sealed class LearnedSigns
{
    /// <summary>The class of messages that hold no sign; the signs follow in their file's order.</summary>
    public const int Calm = 0;

    private readonly float[] _words;
    private readonly float[] _vector;

    public LearnedSigns(int classes, int dimensions)
    {
        // Rows of whole vectors, so that a step over all classes is a few instructions.
        Classes = (classes + 7) / 8 * 8;
        Real = classes;
        Dimensions = dimensions;
        _words = new float[(SignFeatures.Buckets + 1) * Classes];
        _vector = new float[dimensions * Classes];
    }

    /// <summary>Numbers in a row: the classes and a few that never come true.</summary>
    public int Classes { get; }

    /// <summary>The signs and none.</summary>
    public int Real { get; }

    /// <summary>Numbers of a sentence's vector; 0 where there is no encoder.</summary>
    public int Dimensions { get; }

    /// <summary>All weights, as they are kept.</summary>
    public IReadOnlyList<float[]> Values => [_words, _vector];

    /// <summary>The weights of a feature; one past the last bucket is the class's own.</summary>
    public Span<float> Word(int bucket) => _words.AsSpan(bucket * Classes, Classes);

    public Span<float> Vector(int dimension) => _vector.AsSpan(dimension * Classes, Classes);

    /// <summary>The probability of each class; they sum to 1.</summary>
    public void Score(List<(int Bucket, float Value)> features, ReadOnlySpan<float> vector, Span<float> probabilities)
    {
        Word(SignFeatures.Buckets).CopyTo(probabilities);
        foreach (var (bucket, value) in features)
        {
            Floats.MultiplyAdd(Word(bucket), value, probabilities);
        }

        for (var i = 0; i < vector.Length; i++)
        {
            Floats.MultiplyAdd(Vector(i), vector[i], probabilities);
        }

        Floats.SoftMax(probabilities[..Real]);
        probabilities[Real..].Clear();
    }
}
