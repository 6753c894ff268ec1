using HipFaqBot.Search.Safety.Learning;

namespace HipFaqBot.Search.Tests.Safety;

/// <summary>What the trainer of signs can learn from the meaning of a message, and that it learns the same each time.</summary>
public sealed class SignTrainerTests
{
    private const int Classes = 3;
    private const int Sign = 1;

    [Fact]
    public void The_same_meaning_is_a_sign_when_said_plainly_and_none_when_it_is_over()
    {
        var (one, other) = (Vector(1, 0), Vector(0, 1));
        var learned = Learn(
            Example(one, SignManners.Plain, Sign), Example(one, SignManners.Over, LearnedSigns.Calm),
            Example(other, SignManners.Plain, LearnedSigns.Calm), Example(other, SignManners.Over, Sign));

        Assert.InRange(Probability(learned, one, SignManners.Plain), 0.8f, 1);
        Assert.InRange(Probability(learned, one, SignManners.Over), 0, 0.2f);
        Assert.InRange(Probability(learned, other, SignManners.Plain), 0, 0.2f);
        Assert.InRange(Probability(learned, other, SignManners.Over), 0.8f, 1);
    }

    [Fact]
    public void What_only_the_numbers_of_a_vector_together_tell_is_learned()
    {
        float[][] alike = [Vector(1, 1), Vector(-1, -1)], unlike = [Vector(1, -1), Vector(-1, 1)];
        var learned = Learn([.. alike.Select(vector => Example(vector, SignManners.None, Sign)), .. unlike.Select(vector => Example(vector, SignManners.None, LearnedSigns.Calm))]);

        Assert.All(alike, vector => Assert.InRange(Probability(learned, vector, SignManners.None), 0.8f, 1));
        Assert.All(unlike, vector => Assert.InRange(Probability(learned, vector, SignManners.None), 0, 0.2f));
    }

    [Fact]
    public void The_same_examples_teach_the_same()
    {
        SignTrainer.Example[] examples = [Example(Vector(1, 0), SignManners.Plain, Sign), Example(Vector(0, 1), SignManners.General, LearnedSigns.Calm)];

        Assert.Equal(Learn(examples).Values, Learn(examples).Values);
    }

    private static LearnedSigns Learn(params SignTrainer.Example[] examples) =>
        SignTrainer.Train(Classes, dimensions: 8, [.. Enumerable.Repeat(examples, 60).SelectMany(all => all)], CancellationToken.None);

    private static SignTrainer.Example Example(float[] vector, SignManners manners, int sign) => new([], vector, manners, sign, Weight: 1);

    private static float[] Vector(float first, float second) => [first * SignTrainer.VectorScale, second * SignTrainer.VectorScale, 0, 0, 0, 0, 0, 0];

    private static float Probability(LearnedSigns learned, float[] vector, SignManners manners)
    {
        Span<float> probabilities = stackalloc float[learned.Classes];
        learned.Score([], vector, manners, probabilities);
        return probabilities[Sign];
    }
}
