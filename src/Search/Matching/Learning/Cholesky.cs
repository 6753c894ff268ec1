using System.Numerics.Tensors;

namespace HipFaqBot.Search.Matching.Learning;

/// <summary>Cholesky's decomposition of a symmetric positive matrix, of which the lower half is given row by row and overwritten.</summary>
internal readonly struct Cholesky
{
    private const double Least = 1e-12;

    private readonly double[][] _lower;

    public Cholesky(double[][] matrix)
    {
        _lower = matrix;
        for (var i = 0; i < matrix.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix[i][j] - TensorPrimitives.Dot<double>(matrix[i].AsSpan(0, j), matrix[j].AsSpan(0, j));
                matrix[i][j] = i == j ? Math.Sqrt(Math.Max(Least, rest)) : rest / matrix[j][j];
            }
        }
    }

    /// <summary>The inverse of the matrix times a vector, in its place.</summary>
    public double[] Solve(double[] right)
    {
        for (var i = 0; i < right.Length; i++)
        {
            right[i] = (right[i] - TensorPrimitives.Dot<double>(_lower[i].AsSpan(0, i), right.AsSpan(0, i))) / _lower[i][i];
        }

        for (var i = right.Length - 1; i >= 0; i--)
        {
            right[i] /= _lower[i][i];
            TensorPrimitives.MultiplyAdd(_lower[i].AsSpan(0, i), -right[i], right.AsSpan(0, i), right.AsSpan(0, i));
        }

        return right;
    }
}
