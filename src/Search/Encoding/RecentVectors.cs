using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HipFaqBot.Search.Encoding;

/// <summary>
/// The vectors of what was asked last. Many people ask the same few things, and the search for warning signs reads what the matcher
/// reads, so most vectors are wanted again. A text is kept as a hash of its pieces: nobody's words stay here. Safe for many threads.
/// </summary>
/// <param name="most">So many are kept at most. Half of them, those not asked for lately, go at a time.</param>
internal sealed class RecentVectors(int most)
{
    private volatile ConcurrentDictionary<string, float[]> _newer = new(StringComparer.Ordinal);
    private volatile ConcurrentDictionary<string, float[]> _older = new(StringComparer.Ordinal);

    /// <summary>How many are kept.</summary>
    public int Count => _newer.Count + _older.Count;

    /// <summary>The vector of these pieces, made if it is not here. The caller's own, to change as it likes.</summary>
    public float[] Of(IReadOnlyList<int> ids, Func<IReadOnlyList<int>, float[]> make)
    {
        var key = KeyOf(ids);
        if (_newer.TryGetValue(key, out var vector))
        {
            return [.. vector];
        }

        if (!_older.TryGetValue(key, out vector))
        {
            vector = make(ids);
        }

        Keep(key, vector);
        return [.. vector];
    }

    private void Keep(string key, float[] vector)
    {
        var newer = _newer;
        newer[key] = vector;

        // Of threads that come here at once one turns the page; what another has put on the page before is found there all the same.
        if (newer.Count >= most / 2 && Interlocked.CompareExchange(ref _newer, new(StringComparer.Ordinal), newer) == newer)
        {
            _older = newer;
        }
    }

    private static string KeyOf(IReadOnlyList<int> ids)
    {
        Span<int> pieces = stackalloc int[ids.Count <= 256 ? ids.Count : 0];
        pieces = pieces.Length == ids.Count ? pieces : new int[ids.Count];
        for (var i = 0; i < pieces.Length; i++)
        {
            pieces[i] = ids[i];
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(pieces), hash);
        return Convert.ToHexString(hash[..16]);
    }
}
