using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HipFaqBot.Search.Encoding;

/// <summary>
/// A file of vectors: its form and the size of a vector, then for each text its key (16 bytes) and its vector
/// (16-bit numbers), at the end the SHA-256 of all before. Numbers are little-endian.
/// </summary>
internal static class VectorChunk
{
    private const int HeaderSize = 8;
    private const int KeySize = 16;

    /// <summary>Raised when the form changes, so that a file of an older program is not taken.</summary>
    private const int Form = 0x48_46_51_01;

    /// <summary>A text's key: the first half of its SHA-256.</summary>
    public static UInt128 KeyOf(string text) =>
        BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    public static byte[] Write(int dimensions, IReadOnlyList<int> rows, UInt128[] keys, ReadOnlySpan<Half> values)
    {
        var size = KeySize + (dimensions * sizeof(ushort));
        var bytes = new byte[HeaderSize + (rows.Count * size) + SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Form);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(sizeof(int)), dimensions);
        var at = HeaderSize;
        foreach (var row in rows)
        {
            BinaryPrimitives.WriteUInt128LittleEndian(bytes.AsSpan(at), keys[row]);
            MemoryMarshal.AsBytes(values.Slice(row * dimensions, dimensions)).CopyTo(bytes.AsSpan(at + KeySize));
            at += size;
        }

        SHA256.HashData(bytes.AsSpan(0, at), bytes.AsSpan(at));
        return bytes;
    }

    /// <summary>The keys and vectors of a file; none at all where it is damaged or of another form.</summary>
    public static IEnumerable<(UInt128 Key, ReadOnlyMemory<byte> Vector)> Read(byte[] bytes, int dimensions)
    {
        var end = bytes.Length - SHA256.HashSizeInBytes;
        var size = KeySize + (dimensions * sizeof(ushort));
        if (end < HeaderSize
            || BinaryPrimitives.ReadInt32LittleEndian(bytes) != Form
            || BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(sizeof(int))) != dimensions
            || (end - HeaderSize) % size != 0
            || !SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)))
        {
            yield break;
        }

        for (var at = HeaderSize; at < end; at += size)
        {
            yield return (BinaryPrimitives.ReadUInt128LittleEndian(bytes.AsSpan(at)), bytes.AsMemory(at + KeySize, size - KeySize));
        }
    }
}
