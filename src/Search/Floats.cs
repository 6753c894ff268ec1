using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HipFaqBot.Search;

/// <summary>
/// Arithmetic over rows of numbers for the way of a question, four at a time: what every processor of this kind has, so it is compiled
/// when the program is published. The library's own (TensorPrimitives, which training uses) is compiled for the processor at hand at
/// its first use: forty methods, and a tenth of a second of every start. It would save 0.03 ms of the 0.8 that a question takes.
/// </summary>
internal static class Floats
{
    /// <summary>Adds a row, so many times, to another.</summary>
    public static void MultiplyAdd(ReadOnlySpan<float> row, float times, Span<float> to)
    {
        ref var from = ref MemoryMarshal.GetReference(row);
        ref var sum = ref MemoryMarshal.GetReference(to[..row.Length]);
        var factor = Vector128.Create(times);
        var i = 0;
        for (; i <= row.Length - Vector128<float>.Count; i += Vector128<float>.Count)
        {
            ((Vector128.LoadUnsafe(ref from, (nuint)i) * factor) + Vector128.LoadUnsafe(ref sum, (nuint)i)).StoreUnsafe(ref sum, (nuint)i);
        }

        for (; i < row.Length; i++)
        {
            Unsafe.Add(ref sum, i) += Unsafe.Add(ref from, i) * times;
        }
    }

    /// <summary>Adds rows, each so many times, to another: the product of a vector and a matrix. The sums stay in registers.</summary>
    /// <param name="rows">One after the other, each as long as <paramref name="to"/>.</param>
    public static void MultiplyAddRows(ReadOnlySpan<float> rows, ReadOnlySpan<float> times, Span<float> to)
    {
        ref var from = ref MemoryMarshal.GetReference(rows[..(times.Length * to.Length)]);
        ref var sum = ref MemoryMarshal.GetReference(to);
        var column = 0;
        for (; column <= to.Length - (4 * Vector128<float>.Count); column += 4 * Vector128<float>.Count)
        {
            var at = (nuint)column;
            var (one, two, three, four) = (Vector128.LoadUnsafe(ref sum, at), Vector128.LoadUnsafe(ref sum, at + 4), Vector128.LoadUnsafe(ref sum, at + 8), Vector128.LoadUnsafe(ref sum, at + 12));
            foreach (var factor in times)
            {
                one += Vector128.LoadUnsafe(ref from, at) * factor;
                two += Vector128.LoadUnsafe(ref from, at + 4) * factor;
                three += Vector128.LoadUnsafe(ref from, at + 8) * factor;
                four += Vector128.LoadUnsafe(ref from, at + 12) * factor;
                at += (nuint)to.Length;
            }

            at = (nuint)column;
            one.StoreUnsafe(ref sum, at);
            two.StoreUnsafe(ref sum, at + 4);
            three.StoreUnsafe(ref sum, at + 8);
            four.StoreUnsafe(ref sum, at + 12);
        }

        for (var row = 0; row < times.Length && column < to.Length; row++)
        {
            MultiplyAdd(rows.Slice((row * to.Length) + column, to.Length - column), times[row], to[column..]);
        }
    }

    /// <summary>Multiplies each number.</summary>
    public static void Multiply(Span<float> row, float times)
    {
        for (var i = 0; i < row.Length; i++)
        {
            row[i] *= times;
        }
    }

    /// <summary>The sum of the products; of a unit vector with another it is the cosine.</summary>
    public static float Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        ref var left = ref MemoryMarshal.GetReference(one);
        ref var right = ref MemoryMarshal.GetReference(other[..one.Length]);
        var (even, odd) = (Vector128<float>.Zero, Vector128<float>.Zero);
        var i = 0;
        for (; i <= one.Length - (2 * Vector128<float>.Count); i += 2 * Vector128<float>.Count)
        {
            even += Vector128.LoadUnsafe(ref left, (nuint)i) * Vector128.LoadUnsafe(ref right, (nuint)i);
            odd += Vector128.LoadUnsafe(ref left, (nuint)(i + Vector128<float>.Count)) * Vector128.LoadUnsafe(ref right, (nuint)(i + Vector128<float>.Count));
        }

        var sum = Vector128.Sum(even + odd);
        for (; i < one.Length; i++)
        {
            sum += Unsafe.Add(ref left, i) * Unsafe.Add(ref right, i);
        }

        return sum;
    }

    /// <summary>The length of a vector.</summary>
    public static float Norm(ReadOnlySpan<float> vector) => MathF.Sqrt(Dot(vector, vector));

    /// <summary>The place of the highest number, of equal ones the first.</summary>
    public static int IndexOfMax(ReadOnlySpan<float> row)
    {
        var best = 0;
        for (var i = 1; i < row.Length; i++)
        {
            best = row[i] > row[best] ? i : best;
        }

        return best;
    }

    /// <summary>Makes of scores probabilities, which sum to 1.</summary>
    public static void SoftMax(Span<float> scores)
    {
        Multiply(scores, 1 / SumOfPowers(scores, write: true));
    }

    /// <summary>Makes of scores logarithms of probabilities, none less than <paramref name="least"/>.</summary>
    public static void LogSoftMax(Span<float> scores, float least)
    {
        var highest = scores[IndexOfMax(scores)];
        var log = MathF.Log(SumOfPowers(scores, write: false));
        foreach (ref var score in scores)
        {
            score = Math.Max(score - highest - log, least);
        }
    }

    /// <summary>The sum of e to the power of each number's distance from the highest.</summary>
    private static float SumOfPowers(Span<float> scores, bool write)
    {
        var highest = scores[IndexOfMax(scores)];
        var sum = 0f;
        foreach (ref var score in scores)
        {
            var power = MathF.Exp(score - highest);
            sum += power;
            score = write ? power : score;
        }

        return sum;
    }
}
