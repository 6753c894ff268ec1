using HipFaqBot.Search.Matching.Learning;

namespace HipFaqBot.Search.Tests.Matching.Learning;

public sealed class CholeskyTests
{
    [Fact]
    public void It_solves_what_the_lower_half_of_a_matrix_says()
    {
        // The matrix 4 2 1 / 2 5 3 / 1 3 6 times 1, -2, 3.
        var solution = new Cholesky([[4], [2, 5], [1, 3, 6]]).Solve([3, 1, 13]);

        Assert.Equal(1, solution[0], 1e-12);
        Assert.Equal(-2, solution[1], 1e-12);
        Assert.Equal(3, solution[2], 1e-12);
    }
}
