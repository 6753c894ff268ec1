using HipFaqBot.Search.Matching.Learning;

namespace HipFaqBot.Search.Tests.Matching.Learning;

public sealed class SoftmaxRegressionTests
{
    /// <summary>Three groups of points on a circle.</summary>
    private static readonly float[][] Points = [.. new[] { 0, 5, -5, 120, 115, 126, 240, 236, 245 }
        .Select(degrees => new[] { MathF.Cos(degrees * MathF.PI / 180), MathF.Sin(degrees * MathF.PI / 180) })];

    private static readonly int[] Classes = [0, 0, 0, 1, 1, 1, 2, 2, 2];

    [Fact]
    public void Each_example_is_most_likely_of_its_own_class()
    {
        var scores = Scores();

        for (var i = 0; i < Points.Length; i++)
        {
            Assert.Equal(Classes[i], Enumerable.Range(0, 3).MaxBy(own => scores[(i * MatrixProduct.Lane) + own]));
        }
    }

    [Fact]
    public void It_ends_where_no_small_change_lowers_the_loss()
    {
        var best = Train();
        var loss = Loss(best);

        foreach (var at in new[] { 0, 1, MatrixProduct.Lane, (3 * MatrixProduct.Lane) + 1, (8 * MatrixProduct.Lane) + 2 })
        {
            foreach (var change in new[] { 0.05f, -0.05f })
            {
                var other = (float[])best.Clone();
                other[at] += change;
                Assert.True(Loss(other) > loss - 1e-3, $"{at} {change}");
            }
        }
    }

    [Theory]
    [InlineData(1, 1, 16)]
    [InlineData(7, 300, 144)]
    [InlineData(8, 129, 80)]
    [InlineData(5, 128, 64)]
    public void The_product_is_that_of_the_schoolbook(int rows, int inner, int columns)
    {
        var left = Enumerable.Range(0, rows * inner).Select(i => ((i * 37 % 101) - 50) / 50f).ToArray();
        var right = Enumerable.Range(0, inner * columns).Select(i => ((i * 53 % 97) - 48) / 48f).ToArray();
        var product = new float[rows * columns];

        MatrixProduct.Multiply(left, right, product, rows, inner, columns);

        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var sum = Enumerable.Range(0, inner).Sum(i => (double)left[(row * inner) + i] * right[(i * columns) + column]);
                Assert.Equal(sum, product[(row * columns) + column], 1e-4);
            }
        }
    }

    private static float[] Similarities() =>
        [.. Points.SelectMany(one => Points.Select(other => (one[0] * other[0]) + (one[1] * other[1])))];

    private static float[] Train() => SoftmaxRegression.Train(Similarities(), Classes, 3, CancellationToken.None);

    private static float[] Scores(float[]? coefficients = null)
    {
        var scores = new float[Points.Length * MatrixProduct.Lane];
        MatrixProduct.Multiply(Similarities(), coefficients ?? Train(), scores, Points.Length, Points.Length, MatrixProduct.Lane);
        return scores;
    }

    /// <summary>The loss as it is defined, with a cost of 30.</summary>
    private static double Loss(float[] coefficients)
    {
        var scores = Scores(coefficients);
        var loss = 0.0;
        for (var i = 0; i < Points.Length; i++)
        {
            var own = scores.AsSpan(i * MatrixProduct.Lane, 3).ToArray();
            loss += Math.Log(own.Sum(score => Math.Exp(score))) - own[Classes[i]];
            loss += own.Select((score, k) => coefficients[(i * MatrixProduct.Lane) + k] * score).Sum() / 60;
        }

        return loss;
    }
}
