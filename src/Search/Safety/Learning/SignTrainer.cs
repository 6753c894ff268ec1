using System.Numerics.Tensors;

namespace HipFaqBot.Search.Safety.Learning;

/// <summary>
/// Trains <see cref="LearnedSigns"/> by stochastic gradient descent with steps of its own for each weight (AdaGrad, Duchi et al. 2011).
/// Deterministic: the same messages give the same weights.
/// </summary>
internal static class SignTrainer
{
    private const int Rounds = 12;
    private const float Step = 0.3f;
    private const float VectorStep = 0.1f;
    private const float Decay = 1e-5f;

    /// <summary>A vector is of unit length, so that each of its numbers is small beside a word's 1.</summary>
    public const float VectorScale = 8f;

    public static LearnedSigns Train(int classes, int dimensions, IReadOnlyList<Example> examples)
    {
        var model = new LearnedSigns(classes, dimensions);
        var squares = new LearnedSigns(classes, dimensions);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var random = 0x2545F491u;
        Span<float> gradient = stackalloc float[classes];
        Span<float> step = stackalloc float[classes];
        for (var round = 0; round < Rounds; round++)
        {
            Shuffle(order, ref random);
            foreach (var i in order)
            {
                var example = examples[i];
                model.Score(example.Features, example.Vector, gradient);
                gradient[example.Class] -= 1;
                TensorPrimitives.Multiply(gradient, example.Weight, gradient);
                Move(model.Word(SignFeatures.Buckets), squares.Word(SignFeatures.Buckets), gradient, 1, Step, step);
                foreach (var (bucket, value) in example.Features)
                {
                    Move(model.Word(bucket), squares.Word(bucket), gradient, value, Step, step);
                }

                for (var d = 0; d < example.Vector.Length; d++)
                {
                    Move(model.Vector(d), squares.Vector(d), gradient, example.Vector[d], VectorStep, step);
                }
            }
        }

        return model;
    }

    private static void Move(Span<float> weights, Span<float> squares, ReadOnlySpan<float> gradient, float value, float rate, Span<float> step)
    {
        TensorPrimitives.Multiply(gradient, value, step);
        TensorPrimitives.MultiplyAdd(weights, Decay, step, step);
        TensorPrimitives.MultiplyAdd(step, step, squares, squares);
        for (var c = 0; c < step.Length; c++)
        {
            weights[c] -= rate * step[c] / MathF.Sqrt(squares[c] + 1e-4f);
        }
    }

    private static void Shuffle(int[] order, ref uint random)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            random ^= random << 13;
            random ^= random >> 17;
            random ^= random << 5;
            var j = (int)(random % (uint)(i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    /// <summary>A message from which to learn.</summary>
    internal sealed record Example(List<(int Bucket, float Value)> Features, float[] Vector, int Class, float Weight);
}
