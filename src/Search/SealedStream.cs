using System.Buffers;
using System.Security.Cryptography;

namespace HipFaqBot.Search;

/// <summary>A file that ends with the SHA-256 of all before it. It is never in memory whole: some have 30 MB, and a start reads several.</summary>
internal static class SealedStream
{
    private const int BlockSize = 128 * 1024;

    /// <summary>Whether the seal is right; then the stream is at its beginning again.</summary>
    public static bool IsWhole(Stream stream)
    {
        var left = stream.Length - SHA256.HashSizeInBytes;
        if (left < 0)
        {
            return false;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            for (; left > 0; left -= BlockSize)
            {
                var part = block.AsSpan(0, (int)Math.Min(left, BlockSize));
                stream.ReadExactly(part);
                hash.AppendData(part);
            }

            var seal = block.AsSpan(0, SHA256.HashSizeInBytes);
            stream.ReadExactly(seal);
            stream.Position = 0;
            return hash.GetHashAndReset().AsSpan().SequenceEqual(seal);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
