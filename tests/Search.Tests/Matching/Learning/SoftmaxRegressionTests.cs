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

    [Fact]
    public void Similarities_multiply_as_the_matrix_of_all_sums_of_products()
    {
        // Terms that all have, that two have, that one has alone; a text without a vector, one without terms.
        TextFeatures[] texts =
        [
            new([1, 2], [0, 1, 4], [0.5f, 1, 2]), new([-1, 0.5f], [0, 4], [1, -1]), new([], [0, 2], [3, 0.25f]), new([0.1f, -3], [], []),
        ];
        var right = Enumerable.Range(0, texts.Length * 2 * MatrixProduct.Lane).Select(i => ((i * 29 % 23) - 11) / 7f).ToArray();
        var product = new float[right.Length];

        new Similarities(texts, terms: 5).Multiply(right, product, 2 * MatrixProduct.Lane);

        for (var at = 0; at < product.Length; at++)
        {
            var (i, column) = (at / (2 * MatrixProduct.Lane), at % (2 * MatrixProduct.Lane));
            var sum = texts.Select((other, j) => Similarity(texts[i], other) * right[(j * 2 * MatrixProduct.Lane) + column]).Sum();
            Assert.Equal(sum, product[at], 1e-4f);
        }

        static float Similarity(TextFeatures one, TextFeatures other) =>
            one.Vector.Zip(other.Vector, (a, b) => a * b).Sum()
            + one.Terms.Zip(one.Values).Sum(a => other.Terms.Zip(other.Values).Where(b => b.First == a.First).Sum(b => a.Second * b.Second));
    }

    /// <summary>One number of a point as a vector, the other as a term.</summary>
    private static readonly TextFeatures[] Examples = [.. Points.Select(point => new TextFeatures([point[0]], [0], [point[1]]))];

    private static float[] Train() => SoftmaxRegression.Train(new Similarities(Examples, terms: 1), Classes, 3, CancellationToken.None);

    private static float[] Scores(float[]? coefficients = null)
    {
        var scores = new float[Points.Length * MatrixProduct.Lane];
        new Similarities(Examples, terms: 1).Multiply(coefficients ?? Train(), scores, MatrixProduct.Lane);
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
