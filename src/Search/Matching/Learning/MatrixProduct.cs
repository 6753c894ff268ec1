using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HipFaqBot.Search.Matching.Learning;

/// <summary>
/// The product of a matrix with a narrow one, all row-major: training spends nine tenths of its time here. Two rows by 64 columns are
/// summed in registers, so that each number of the narrow matrix is read once for two rows (20 billion multiplications a second on one core).
/// </summary>
internal static class MatrixProduct
{
    /// <summary>Columns of the narrow matrix are padded to a multiple of this, which is one register.</summary>
    public const int Lane = 16;

    /// <summary>The number of columns that holds so many values.</summary>
    public static int Padded(int columns) => (columns + Lane - 1) / Lane * Lane;

    /// <summary>Writes <paramref name="left"/> (rows × inner) times <paramref name="right"/> (inner × columns) to <paramref name="product"/>.</summary>
    /// <param name="columns">A multiple of <see cref="Lane"/>.</param>
    public static void Multiply(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> product, int rows, int inner, int columns)
    {
        for (var row = 0; row < rows; row += 2)
        {
            // An odd last row is worked out twice.
            var next = Math.Min(row + 1, rows - 1);
            var first = left.Slice(row * inner, inner);
            var second = left.Slice(next * inner, inner);
            var column = 0;
            for (; column + (4 * Lane) <= columns; column += 4 * Lane)
            {
                Wide(first, second, right, column, columns, product[((row * columns) + column)..], product[((next * columns) + column)..]);
            }

            for (; column < columns; column += Lane)
            {
                Narrow(first, second, right, column, columns, product[((row * columns) + column)..], product[((next * columns) + column)..]);
            }
        }
    }

    private static void Wide(
        ReadOnlySpan<float> first, ReadOnlySpan<float> second, ReadOnlySpan<float> right, int column, int columns, Span<float> firstSum, Span<float> secondSum)
    {
        Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        ref var from = ref Unsafe.Add(ref MemoryMarshal.GetReference(right), column);
        for (var i = 0; i < first.Length; i++)
        {
            var one = Vector512.Create(first[i]);
            var two = Vector512.Create(second[i]);
            var values = Vector512.LoadUnsafe(ref from);
            a0 = Vector512.FusedMultiplyAdd(one, values, a0);
            b0 = Vector512.FusedMultiplyAdd(two, values, b0);
            values = Vector512.LoadUnsafe(ref from, Lane);
            a1 = Vector512.FusedMultiplyAdd(one, values, a1);
            b1 = Vector512.FusedMultiplyAdd(two, values, b1);
            values = Vector512.LoadUnsafe(ref from, 2 * Lane);
            a2 = Vector512.FusedMultiplyAdd(one, values, a2);
            b2 = Vector512.FusedMultiplyAdd(two, values, b2);
            values = Vector512.LoadUnsafe(ref from, 3 * Lane);
            a3 = Vector512.FusedMultiplyAdd(one, values, a3);
            b3 = Vector512.FusedMultiplyAdd(two, values, b3);
            from = ref Unsafe.Add(ref from, columns);
        }

        a0.CopyTo(firstSum);
        a1.CopyTo(firstSum[Lane..]);
        a2.CopyTo(firstSum[(2 * Lane)..]);
        a3.CopyTo(firstSum[(3 * Lane)..]);
        b0.CopyTo(secondSum);
        b1.CopyTo(secondSum[Lane..]);
        b2.CopyTo(secondSum[(2 * Lane)..]);
        b3.CopyTo(secondSum[(3 * Lane)..]);
    }

    private static void Narrow(
        ReadOnlySpan<float> first, ReadOnlySpan<float> second, ReadOnlySpan<float> right, int column, int columns, Span<float> firstSum, Span<float> secondSum)
    {
        Vector512<float> a = default, b = default;
        ref var from = ref Unsafe.Add(ref MemoryMarshal.GetReference(right), column);
        for (var i = 0; i < first.Length; i++)
        {
            var values = Vector512.LoadUnsafe(ref from);
            a = Vector512.FusedMultiplyAdd(Vector512.Create(first[i]), values, a);
            b = Vector512.FusedMultiplyAdd(Vector512.Create(second[i]), values, b);
            from = ref Unsafe.Add(ref from, columns);
        }

        a.CopyTo(firstSum);
        b.CopyTo(secondSum);
    }
}
