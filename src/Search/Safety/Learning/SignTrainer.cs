using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace HipFaqBot.Search.Safety.Learning;

/// <summary>
/// Trains <see cref="LearnedSigns"/> by stochastic gradient descent with steps of its own for each weight (AdaGrad, Duchi et al. 2011).
/// Deterministic: the same messages give the same weights.
/// </summary>
internal static class SignTrainer
{
    private const int Rounds = 12;
    private const float Step = 0.3f;
    private const float VectorStep = 0.03f;

    /// <summary>Share of a message's features that a step does not see, so that no message is known by a single word (Srivastava et al. 2014).</summary>
    private const float Dropped = 0.2f;

    private const float Decay = 1e-5f;
    private const float Learned = 0.01f;

    /// <summary>A vector is of unit length, so that each of its numbers is small beside a word's 1.</summary>
    public const float VectorScale = 8f;

    public static LearnedSigns Train(int classes, int dimensions, IReadOnlyList<Example> examples, CancellationToken cancellationToken)
    {
        var model = new LearnedSigns(classes, dimensions);
        var squares = new LearnedSigns(classes, dimensions);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var random = 0x2545F491u;
        var seen = new List<(int Bucket, float Value)>();
        Span<float> gradient = stackalloc float[model.Classes];
        for (var round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Shuffle(order, ref random);
            foreach (var i in order)
            {
                var example = examples[i];
                seen.Clear();
                foreach (var feature in example.Features)
                {
                    if ((Next(ref random) >> 8) >= Dropped * (1 << 24))
                    {
                        seen.Add(feature);
                    }
                }

                model.Score(seen, dimensions == 0 ? [] : example.Vector, gradient);
                gradient[example.Class] -= 1;
                if (-gradient[example.Class] < Learned)
                {
                    continue; // Known well: nothing to learn, and most of the time saved.
                }

                TensorPrimitives.Multiply(gradient, example.Weight, gradient);
                Move(model.Word(SignFeatures.Buckets), squares.Word(SignFeatures.Buckets), gradient, 1, Step);
                foreach (var (bucket, value) in seen)
                {
                    Move(model.Word(bucket), squares.Word(bucket), gradient, value, Step);
                }

                for (var d = 0; d < dimensions; d++)
                {
                    Move(model.Vector(d), squares.Vector(d), gradient, example.Vector[d], VectorStep);
                }
            }
        }

        return model;
    }

    private static void Move(Span<float> weights, Span<float> squares, ReadOnlySpan<float> gradient, float value, float rate)
    {
        for (var c = 0; c < weights.Length; c += Vector256<float>.Count)
        {
            var weight = Vector256.LoadUnsafe(ref weights[c]);
            var step = (Vector256.LoadUnsafe(in gradient[c]) * value) + (weight * Decay);
            var square = Vector256.LoadUnsafe(ref squares[c]) + (step * step);
            square.StoreUnsafe(ref squares[c]);
            (weight - (step * rate / Vector256.Sqrt(square + Vector256.Create(1e-4f)))).StoreUnsafe(ref weights[c]);
        }
    }

    private static void Shuffle(int[] order, ref uint random)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = (int)(Next(ref random) % (uint)(i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    /// <summary>Xorshift (Marsaglia 2003): the same numbers on every machine.</summary>
    private static uint Next(ref uint random)
    {
        random ^= random << 13;
        random ^= random >> 17;
        random ^= random << 5;
        return random;
    }

    /// <summary>A message from which to learn.</summary>
    internal sealed record Example(List<(int Bucket, float Value)> Features, float[] Vector, int Class, float Weight);
}
