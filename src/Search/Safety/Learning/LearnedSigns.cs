using System.Runtime.InteropServices;

namespace HipFaqBot.Search.Safety.Learning;

/// <summary>
/// What was learned from messages: for each sign, and for none, a weight of every feature (multinomial logistic regression). With an
/// encoder also of every number of the sentence's vector, of the same by the manner of what is said, and of a small hidden layer over
/// both. The second opinion beside the patterns: it knows wordings that no pattern has. Immutable once trained.
/// </summary>
internal sealed class LearnedSigns
{
    /// <summary>The class of messages that hold no sign; the signs follow in their file's order.</summary>
    public const int Calm = 0;

    /// <summary>Units of the hidden layer. By folds 32 find a little less, and more cost time.</summary>
    public const int Units = 64;

    private readonly float[] _words;
    private readonly float[] _vector;
    private readonly float[] _manners;
    private readonly float[] _inputs;
    private readonly float[] _units;

    public LearnedSigns(int classes, int dimensions)
    {
        // Rows of whole vectors, so that a step over all classes is a few instructions.
        Classes = (classes + 7) / 8 * 8;
        Real = classes;
        Dimensions = dimensions;
        _words = new float[(SignFeatures.Buckets + 1) * Classes];
        _vector = new float[dimensions * Classes];
        _manners = new float[MannerReader.Kinds * dimensions * Classes];
        _inputs = dimensions == 0 ? [] : new float[(dimensions + MannerReader.Kinds + 1) * Units];
        _units = dimensions == 0 ? [] : new float[Units * Classes];
    }

    /// <summary>Numbers in a row: the classes and a few that never come true.</summary>
    public int Classes { get; }

    /// <summary>The signs and none.</summary>
    public int Real { get; }

    /// <summary>Numbers of a sentence's vector; 0 where there is no encoder.</summary>
    public int Dimensions { get; }

    /// <summary>All weights, as they are kept.</summary>
    public IReadOnlyList<float[]> Values => [_words, _vector, _manners, _inputs, _units];

    /// <summary>The weights of a feature; one past the last bucket is the class's own.</summary>
    public Span<float> Word(int bucket) => _words.AsSpan(bucket * Classes, Classes);

    public Span<float> Vector(int dimension) => _vector.AsSpan(dimension * Classes, Classes);

    /// <summary>The weights of a number of the vector where something is said in a manner, beside those it always has.</summary>
    /// <param name="kind">The manner's place among <see cref="SignManners"/>.</param>
    public Span<float> Manner(int kind, int dimension) => _manners.AsSpan(((kind * Dimensions) + dimension) * Classes, Classes);

    /// <summary>What an input is to each unit: a number of the vector, then the manners, then one that is always 1.</summary>
    public Span<float> Input(int input) => _inputs.AsSpan(input * Units, Units);

    /// <summary>The weights of a unit.</summary>
    public Span<float> Unit(int unit) => _units.AsSpan(unit * Classes, Classes);

    /// <summary>Whether something is said in a manner.</summary>
    public static bool Has(SignManners manners, int kind) => ((int)manners >> kind & 1) != 0;

    /// <summary>The probability of each class; they sum to 1.</summary>
    /// <param name="vector">The meaning, scaled; none for what was learned from words alone.</param>
    public void Score(List<(int Bucket, float Value)> features, ReadOnlySpan<float> vector, SignManners manners, Span<float> probabilities)
    {
        Span<float> units = stackalloc float[vector.Length == 0 ? 0 : Units];
        Fire(vector, manners, units);
        Score(features, vector, manners, units, probabilities);
    }

    /// <summary>How much each unit of the hidden layer fires (ReLU).</summary>
    public void Fire(ReadOnlySpan<float> vector, SignManners manners, Span<float> units)
    {
        if (units.Length == 0)
        {
            return;
        }

        Input(Dimensions + MannerReader.Kinds).CopyTo(units);
        Floats.MultiplyAddRows(_inputs, vector, units);

        for (var kind = 0; kind < MannerReader.Kinds; kind++)
        {
            if (Has(manners, kind))
            {
                Floats.MultiplyAdd(Input(Dimensions + kind), 1, units);
            }
        }

        foreach (ref var unit in units)
        {
            unit = Math.Max(unit, 0);
        }
    }

    /// <summary>The same with the units as they fire, or as training lets them.</summary>
    public void Score(List<(int Bucket, float Value)> features, ReadOnlySpan<float> vector, SignManners manners, ReadOnlySpan<float> units, Span<float> probabilities)
    {
        Word(SignFeatures.Buckets).CopyTo(probabilities);
        foreach (var (bucket, value) in CollectionsMarshal.AsSpan(features))
        {
            Floats.MultiplyAdd(Word(bucket), value, probabilities);
        }

        Floats.MultiplyAddRows(_vector, vector, probabilities);
        for (var kind = 0; kind < MannerReader.Kinds && vector.Length > 0; kind++)
        {
            if (Has(manners, kind))
            {
                Floats.MultiplyAddRows(_manners.AsSpan(kind * Dimensions * Classes), vector, probabilities);
            }
        }

        Floats.MultiplyAddRows(_units, units, probabilities);

        Floats.SoftMax(probabilities[..Real]);
        probabilities[Real..].Clear();
    }
}
