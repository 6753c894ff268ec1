using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HipFaqBot.Search.Matching.Learning;

/// <summary>
/// The product of a matrix with a narrow one, all row-major: training spends most of its time here. Four rows by 64 columns are summed
/// in registers, over as much of the narrow matrix as stays in the nearest cache, so that each number read serves four rows.
/// </summary>
internal static class MatrixProduct
{
    /// <summary>Columns of the narrow matrix are padded to a multiple of this, which is one register.</summary>
    public const int Lane = 16;

    private const int Rows = 4;
    private const int Width = 4 * Lane;

    /// <summary>Rows of the narrow matrix at a time: 128 times 64 numbers are 32 KB.</summary>
    private const int Block = 128;

    /// <summary>The number of columns that holds so many values.</summary>
    public static int Padded(int columns) => (columns + Lane - 1) / Lane * Lane;

    /// <summary>Writes <paramref name="left"/> (rows × inner) times <paramref name="right"/> (inner × columns) to <paramref name="product"/>.</summary>
    /// <param name="columns">A multiple of <see cref="Lane"/>.</param>
    public static void Multiply(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> product, int rows, int inner, int columns)
    {
        product[..(rows * columns)].Clear();
        for (var from = 0; from < inner; from += Block)
        {
            var count = Math.Min(Block, inner - from);
            var wide = columns / Width * Width;
            var tall = rows / Rows * Rows;
            for (var column = 0; column < wide; column += Width)
            {
                for (var row = 0; row < tall; row += Rows)
                {
                    Tile(left[((row * inner) + from)..], right[((from * columns) + column)..], product[((row * columns) + column)..], inner, count, columns);
                }
            }

            for (var column = wide; column < columns; column += Lane)
            {
                for (var row = 0; row < tall; row += Rows)
                {
                    NarrowTile(left[((row * inner) + from)..], right[((from * columns) + column)..], product[((row * columns) + column)..], inner, count, columns);
                }
            }

            // At most three rows are left over.
            for (var row = tall; row < rows; row++)
            {
                var sums = product.Slice(row * columns, columns);
                for (var i = from; i < from + count; i++)
                {
                    TensorPrimitives.MultiplyAdd(right.Slice(i * columns, columns), left[(row * inner) + i], sums, sums);
                }
            }
        }
    }

    /// <summary>Adds to 4 rows by 16 columns.</summary>
    private static void NarrowTile(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> product, int inner, int count, int columns)
    {
        Vector512<float> a = default, b = default, c = default, d = default;
        ref var values = ref MemoryMarshal.GetReference(right);
        var one = left[..count];
        var two = left.Slice(inner, count);
        var three = left.Slice(2 * inner, count);
        var four = left.Slice(3 * inner, count);
        for (var i = 0; i < one.Length; i++)
        {
            var v = Vector512.LoadUnsafe(ref values);
            a = Vector512.FusedMultiplyAdd(Vector512.Create(one[i]), v, a);
            b = Vector512.FusedMultiplyAdd(Vector512.Create(two[i]), v, b);
            c = Vector512.FusedMultiplyAdd(Vector512.Create(three[i]), v, c);
            d = Vector512.FusedMultiplyAdd(Vector512.Create(four[i]), v, d);
            values = ref Unsafe.Add(ref values, columns);
        }

        Add(product, a);
        Add(product[columns..], b);
        Add(product[(2 * columns)..], c);
        Add(product[(3 * columns)..], d);
    }

    /// <summary>Adds to 4 rows by 64 columns.</summary>
    private static void Tile(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> product, int inner, int count, int columns)
    {
        Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        Vector512<float> c0 = default, c1 = default, c2 = default, c3 = default, d0 = default, d1 = default, d2 = default, d3 = default;
        ref var values = ref MemoryMarshal.GetReference(right);
        var one = left[..count];
        var two = left.Slice(inner, count);
        var three = left.Slice(2 * inner, count);
        var four = left.Slice(3 * inner, count);
        for (var i = 0; i < one.Length; i++)
        {
            var v0 = Vector512.LoadUnsafe(ref values);
            var v1 = Vector512.LoadUnsafe(ref values, Lane);
            var v2 = Vector512.LoadUnsafe(ref values, 2 * Lane);
            var v3 = Vector512.LoadUnsafe(ref values, 3 * Lane);
            var times = Vector512.Create(one[i]);
            a0 = Vector512.FusedMultiplyAdd(times, v0, a0);
            a1 = Vector512.FusedMultiplyAdd(times, v1, a1);
            a2 = Vector512.FusedMultiplyAdd(times, v2, a2);
            a3 = Vector512.FusedMultiplyAdd(times, v3, a3);
            times = Vector512.Create(two[i]);
            b0 = Vector512.FusedMultiplyAdd(times, v0, b0);
            b1 = Vector512.FusedMultiplyAdd(times, v1, b1);
            b2 = Vector512.FusedMultiplyAdd(times, v2, b2);
            b3 = Vector512.FusedMultiplyAdd(times, v3, b3);
            times = Vector512.Create(three[i]);
            c0 = Vector512.FusedMultiplyAdd(times, v0, c0);
            c1 = Vector512.FusedMultiplyAdd(times, v1, c1);
            c2 = Vector512.FusedMultiplyAdd(times, v2, c2);
            c3 = Vector512.FusedMultiplyAdd(times, v3, c3);
            times = Vector512.Create(four[i]);
            d0 = Vector512.FusedMultiplyAdd(times, v0, d0);
            d1 = Vector512.FusedMultiplyAdd(times, v1, d1);
            d2 = Vector512.FusedMultiplyAdd(times, v2, d2);
            d3 = Vector512.FusedMultiplyAdd(times, v3, d3);
            values = ref Unsafe.Add(ref values, columns);
        }

        Add(product, a0, a1, a2, a3);
        Add(product[columns..], b0, b1, b2, b3);
        Add(product[(2 * columns)..], c0, c1, c2, c3);
        Add(product[(3 * columns)..], d0, d1, d2, d3);
    }

    private static void Add(Span<float> to, Vector512<float> v0, Vector512<float> v1, Vector512<float> v2, Vector512<float> v3)
    {
        Add(to, v0);
        Add(to[Lane..], v1);
        Add(to[(2 * Lane)..], v2);
        Add(to[(3 * Lane)..], v3);
    }

    private static void Add(Span<float> to, Vector512<float> sums) => (Vector512.Create<float>(to) + sums).CopyTo(to);
}
