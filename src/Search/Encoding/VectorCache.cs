using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HipFaqBot.Search.Encoding;

/// <summary>
/// Encodes texts, each once: vectors are kept on disk by the hash of the text and the encoder's id, so that a restart or an edit
/// encodes only what is new. Files are written whole and renamed into place, so programs may share the folder. It is only a cache:
/// what is missing or damaged is encoded again.
/// </summary>
/// <param name="encoder">Encodes what is not there yet.</param>
/// <param name="dataFolder">Where the service writes; the vectors go to <c>vectors</c> below it. Null: nothing is kept.</param>
/// <param name="shipped">A folder like it that was filled when the program was published; only read. Null, or not there: none.</param>
public sealed class VectorCache(ISentenceEncoder encoder, string? dataFolder, TimeProvider time, string? shipped = null)
{
    /// <summary>Texts in a file: who stops the service in the middle of many loses less than half a minute of work.</summary>
    private const int ChunkTexts = 8192;

    /// <summary>More files than needed by this are made few, so that years of small edits leave no thousands.</summary>
    private const int SpareChunks = 32;

    private const string Extension = ".vectors";

    /// <summary>A file that nobody has used for so long is removed.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const string Subfolder = "vectors";

    private readonly string? _folder = dataFolder is null ? null : Path.Combine(dataFolder, Subfolder);
    private readonly string _prefix = $"{VectorChunk.KeyOf(encoder.Id):x32}"[..16];

    /// <summary>Numbers in a vector.</summary>
    public int Dimensions => encoder.Dimensions;

    /// <summary>The cache of <see cref="ISentenceEncoder.Wide"/>, in the same place.</summary>
    public VectorCache Wide => new(encoder.Wide, dataFolder, time, shipped);

    /// <summary>The vectors of the texts, in their order. One or two milliseconds for each new text, on the caller's thread.</summary>
    public PhrasingVectors Of(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var dimensions = encoder.Dimensions;
        if (dimensions == 0)
        {
            return new PhrasingVectors(0, [], null);
        }

        var work = new Work(dimensions, [.. texts.Select(VectorChunk.KeyOf)]);
        TakeShipped(work);
        var files = Fill(work);
        string? notKept = null;
        foreach (var rows in work.Missing().Chunk(ChunkTexts))
        {
            foreach (var row in rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                work.Put(row, encoder.Encode(texts[row]));
            }

            notKept ??= Keep(work, rows);
        }

        if (files > SpareChunks + (texts.Count / ChunkTexts))
        {
            // The many small files serve no more, and go in time.
            foreach (var rows in work.First.Values.Chunk(ChunkTexts))
            {
                notKept ??= Keep(work, rows);
            }
        }

        return new PhrasingVectors(dimensions, work.Finish(), notKept);
    }

    /// <summary>Takes what the files have, the largest first; the number of files that had something.</summary>
    private int Fill(Work work)
    {
        if (_folder is null || !Directory.Exists(_folder))
        {
            return 0;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var used = 0;
        foreach (var file in new DirectoryInfo(_folder).GetFiles().OrderByDescending(file => file.Length).ThenBy(file => file.Name, StringComparer.Ordinal))
        {
            try
            {
                if (file.Name.StartsWith(_prefix, StringComparison.Ordinal) && file.Extension == Extension && work.Take(File.ReadAllBytes(file.FullName)))
                {
                    used++;
                    file.LastWriteTimeUtc = now;
                }
                else if (now - file.LastWriteTimeUtc > Kept)
                {
                    file.Delete();
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Gone since it was listed, or not to be read or touched here: what it has is encoded again.
            }
        }

        return used;
    }

    /// <summary>Takes what came with the program.</summary>
    private void TakeShipped(Work work)
    {
        if (shipped is null || Path.Combine(shipped, Subfolder) is not { } folder || !Directory.Exists(folder))
        {
            return;
        }

        foreach (var file in Directory.GetFiles(folder, $"{_prefix}*{Extension}").Order(StringComparer.Ordinal))
        {
            try
            {
                work.Take(File.ReadAllBytes(file));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Not to be read here: what it has is encoded again.
            }
        }
    }

    /// <summary>Writes a file of these rows; null, or why it could not.</summary>
    private string? Keep(Work work, int[] rows)
    {
        if (_folder is null)
        {
            return null;
        }

        try
        {
            Directory.CreateDirectory(_folder);
            var bytes = VectorChunk.Write(work.Dimensions, rows, work.Keys, work.Values);
            var place = Path.Combine(_folder, $"{_prefix}-{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}{Extension}");
            var unfinished = $"{place}.{Guid.NewGuid():N}";
            File.WriteAllBytes(unfinished, bytes);
            File.Move(unfinished, place, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    /// <summary>The rows as they fill. A text that stands twice is looked up and encoded once, at its first row.</summary>
    private sealed class Work(int dimensions, UInt128[] keys)
    {
        private readonly bool[] _filled = new bool[keys.Length];

        public int Dimensions => dimensions;

        public UInt128[] Keys => keys;

        public Half[] Values { get; } = new Half[keys.Length * dimensions];

        public Dictionary<UInt128, int> First { get; } = FirstRows(keys);

        public int[] Missing() => [.. First.Values.Where(row => !_filled[row]).Order()];

        /// <summary>Copies what is wanted and not there yet; whether there was any.</summary>
        public bool Take(byte[] chunk)
        {
            var any = false;
            foreach (var (key, vector) in VectorChunk.Read(chunk, dimensions))
            {
                if (First.TryGetValue(key, out var row) && !_filled[row])
                {
                    vector.Span.CopyTo(MemoryMarshal.AsBytes(Row(row)));
                    any = _filled[row] = true;
                }
            }

            return any;
        }

        public void Put(int row, float[] vector)
        {
            for (var i = 0; i < vector.Length; i++)
            {
                Row(row)[i] = (Half)vector[i];
            }

            _filled[row] = true;
        }

        public Half[] Finish()
        {
            for (var row = 0; row < keys.Length; row++)
            {
                Row(First[keys[row]]).CopyTo(Row(row));
            }

            return Values;
        }

        private Span<Half> Row(int row) => Values.AsSpan(row * dimensions, dimensions);

        private static Dictionary<UInt128, int> FirstRows(UInt128[] keys)
        {
            var first = new Dictionary<UInt128, int>(keys.Length);
            for (var row = 0; row < keys.Length; row++)
            {
                first.TryAdd(keys[row], row);
            }

            return first;
        }
    }
}
