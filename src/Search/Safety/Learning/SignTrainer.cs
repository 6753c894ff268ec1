using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HipFaqBot.Search.Safety.Learning;

/// <summary>
/// Trains <see cref="LearnedSigns"/> by stochastic gradient descent with steps of its own for each weight (AdaGrad, Duchi et al. 2011).
/// What is kept is the mean of the weights after each of the later rounds (Polyak and Juditsky 1992): where the last step of a single
/// run happens to end is chance. Deterministic: the same messages give the same weights.
/// </summary>
internal sealed class SignTrainer
{
    private const int Rounds = 12;

    /// <summary>Rounds whose weights are not part of the mean.</summary>
    private const int Early = 6;

    private const float Step = 0.3f;
    private const float VectorStep = 0.03f;
    private const float UnitStep = 0.02f;

    /// <summary>Share of a message's features that a step does not see, so that no message is known by a single word (Srivastava et al. 2014).</summary>
    private const float Dropped = 0.2f;

    /// <summary>The same of the hidden units; those left fire so much more.</summary>
    private const float UnitsDropped = 0.2f;

    private const float Decay = 1e-5f;
    private const float Learned = 0.01f;

    /// <summary>A vector is of unit length, so that each of its numbers is small beside a word's 1.</summary>
    public const float VectorScale = 8f;

    private readonly LearnedSigns _model;
    private readonly LearnedSigns _squares;
    private uint _random = 0x2545F491;

    private SignTrainer(int classes, int dimensions)
    {
        _model = new LearnedSigns(classes, dimensions);
        _squares = new LearnedSigns(classes, dimensions);

        // Units that begin alike would stay alike.
        var inputs = dimensions == 0 ? 0 : dimensions + MannerReader.Kinds;
        for (var input = 0; input < inputs; input++)
        {
            Spread(_model.Input(input), MathF.Sqrt(3f / dimensions));
        }

        for (var unit = 0; unit < LearnedSigns.Units && inputs > 0; unit++)
        {
            Spread(_model.Unit(unit), MathF.Sqrt(1f / LearnedSigns.Units));
        }
    }

    public static LearnedSigns Train(int classes, int dimensions, IReadOnlyList<Example> examples, CancellationToken cancellationToken)
    {
        var trainer = new SignTrainer(classes, dimensions);
        var mean = new LearnedSigns(classes, dimensions);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            trainer.Shuffle(order);
            trainer.Round(order, examples, cancellationToken);
            for (var i = 0; i < mean.Values.Count && round >= Early; i++)
            {
                TensorPrimitives.MultiplyAdd(trainer._model.Values[i], 1f / (Rounds - Early), mean.Values[i], mean.Values[i]);
            }
        }

        return mean;
    }

    private void Round(int[] order, IReadOnlyList<Example> examples, CancellationToken cancellationToken)
    {
        var seen = new List<(int Bucket, float Value)>();
        Span<float> gradient = stackalloc float[_model.Classes];
        Span<float> units = stackalloc float[_model.Dimensions == 0 ? 0 : LearnedSigns.Units];
        Span<float> back = stackalloc float[units.Length];
        Span<float> kept = stackalloc float[units.Length];
        foreach (var i in order)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var example = examples[i];
            var vector = _model.Dimensions == 0 ? [] : example.Vector;
            seen.Clear();
            foreach (var feature in example.Features)
            {
                if (Next() >= Dropped)
                {
                    seen.Add(feature);
                }
            }

            _model.Fire(vector, example.Manners, units);
            foreach (ref var unit in kept)
            {
                unit = Next() < UnitsDropped ? 0 : 1 / (1 - UnitsDropped);
            }

            TensorPrimitives.Multiply(units, kept, units);
            _model.Score(seen, vector, example.Manners, units, gradient);
            gradient[example.Class] -= 1;
            if (-gradient[example.Class] < Learned)
            {
                continue; // Known well: nothing to learn, and most of the time saved.
            }

            TensorPrimitives.Multiply(gradient, example.Weight, gradient);
            MoveUnits(vector, example.Manners, units, kept, gradient, back);
            Move(_model.Word(SignFeatures.Buckets), _squares.Word(SignFeatures.Buckets), gradient, 1, Step);
            foreach (var (bucket, value) in CollectionsMarshal.AsSpan(seen))
            {
                Move(_model.Word(bucket), _squares.Word(bucket), gradient, value, Step);
            }

            MoveVector(vector, example.Manners, gradient);
        }
    }

    private void MoveVector(ReadOnlySpan<float> vector, SignManners manners, ReadOnlySpan<float> gradient)
    {
        for (var d = 0; d < vector.Length; d++)
        {
            Move(_model.Vector(d), _squares.Vector(d), gradient, vector[d], VectorStep);
        }

        for (var kind = 0; kind < MannerReader.Kinds; kind++)
        {
            for (var d = 0; d < vector.Length && LearnedSigns.Has(manners, kind); d++)
            {
                Move(_model.Manner(kind, d), _squares.Manner(kind, d), gradient, vector[d], UnitStep);
            }
        }
    }

    /// <summary>Moves the hidden layer; the gradient goes back through the weights as they were.</summary>
    private void MoveUnits(ReadOnlySpan<float> vector, SignManners manners, ReadOnlySpan<float> units, ReadOnlySpan<float> kept, ReadOnlySpan<float> gradient, Span<float> back)
    {
        for (var unit = 0; unit < units.Length; unit++)
        {
            back[unit] = 0;
            if (units[unit] > 0)
            {
                back[unit] = Floats.Dot(_model.Unit(unit), gradient) * kept[unit];
                Move(_model.Unit(unit), _squares.Unit(unit), gradient, units[unit], UnitStep);
            }
        }

        for (var d = 0; d < vector.Length; d++)
        {
            Move(_model.Input(d), _squares.Input(d), back, vector[d], UnitStep);
        }

        for (var kind = 0; kind <= MannerReader.Kinds && units.Length > 0; kind++)
        {
            if (kind == MannerReader.Kinds || LearnedSigns.Has(manners, kind))
            {
                Move(_model.Input(vector.Length + kind), _squares.Input(vector.Length + kind), back, 1, UnitStep);
            }
        }
    }

    private static void Move(Span<float> weights, Span<float> squares, ReadOnlySpan<float> gradient, float value, float rate)
    {
        ref var weight = ref MemoryMarshal.GetReference(weights);
        ref var square = ref MemoryMarshal.GetReference(squares[..weights.Length]);
        ref var slope = ref MemoryMarshal.GetReference(gradient[..weights.Length]);
        for (nuint c = 0; c < (nuint)weights.Length; c += (nuint)Vector256<float>.Count)
        {
            var old = Vector256.LoadUnsafe(ref weight, c);
            var step = (Vector256.LoadUnsafe(ref slope, c) * value) + (old * Decay);
            var sum = Vector256.LoadUnsafe(ref square, c) + (step * step);
            sum.StoreUnsafe(ref square, c);
            (old - (step * rate / Vector256.Sqrt(sum + Vector256.Create(1e-4f)))).StoreUnsafe(ref weight, c);
        }
    }

    private void Spread(Span<float> weights, float reach)
    {
        foreach (ref var weight in weights)
        {
            weight = ((2 * Next()) - 1) * reach;
        }
    }

    private void Shuffle(int[] order)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = (int)(NextBits() % (uint)(i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    /// <summary>From 0 to 1.</summary>
    private float Next() => (NextBits() >> 8) / (float)(1 << 24);

    /// <summary>Xorshift (Marsaglia 2003): the same numbers on every machine.</summary>
    private uint NextBits()
    {
        _random ^= _random << 13;
        _random ^= _random >> 17;
        _random ^= _random << 5;
        return _random;
    }

    /// <summary>A message from which to learn.</summary>
    internal sealed record Example(List<(int Bucket, float Value)> Features, float[] Vector, SignManners Manners, int Class, float Weight);
}
