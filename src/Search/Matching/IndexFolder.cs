using System.Security.Cryptography;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Text;
using Lucene.Net.Store;

namespace HipFaqBot.Search.Matching;

/// <summary>
/// Indexes on disk, one folder each, named by the hash of what is indexed. An index is written in a folder of its own
/// and renamed into place whole, then only read. So a crash leaves neither a lock nor half an index, instances that
/// share the folder do not fight (the first one to rename wins, the others take its index), and a restart or an edit
/// of an answer's text builds nothing.
/// </summary>
internal sealed class IndexFolder(string root, TimeProvider time)
{
    /// <summary>Raised when terms, fields or similarity change, so that an index of an older program is not taken.</summary>
    private const int Format = 7;

    /// <summary>An index that nobody has opened for so long is removed; so is what a crash left half written.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Bytes of an index that is read whole into memory; a larger one is mapped. The project's own has 0.6 MB.</summary>
    private const long LargestInMemory = 8 * 1024 * 1024;

    private const string Unfinished = ".building-";

    /// <summary>So often an index is built where instances take each other's away; more often it is the disk's fault.</summary>
    private const int MaxAttempts = 10;

    /// <summary>Opens the index of these entries, built now if it is not there.</summary>
    /// <param name="analyzer">Needed to build one only.</param>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public FaqIndex OpenOrBuild(KnowledgeBase knowledge, Lazy<QuestionAnalyzer> analyzer)
    {
        var place = Path.Combine(root, Hash(knowledge));
        FaqIndex? index;
        for (var attempt = 1; (index = TryOpen(place, knowledge)) is null; attempt++)
        {
            if (attempt > MaxAttempts)
            {
                throw new IOException($"The index {place} is damaged again and again.");
            }

            Build(place, knowledge, analyzer.Value);
        }

        RemoveOld(except: place);
        return index;
    }

    private static FaqIndex? TryOpen(string place, KnowledgeBase knowledge)
    {
        if (!System.IO.Directory.Exists(place))
        {
            return null;
        }

        try
        {
            // Another instance may put a good index in the place of a damaged one between two looks, so one look is not enough.
            var index = Path.GetFileName(place);
            if (IndexSeal.Holds(place, index) || IndexSeal.Holds(place, index))
            {
                return FaqIndex.Open(InMemoryIfSmall(place), knowledge);
            }
        }
        catch (IOException)
        {
            // Taken away since it was looked at, or not of these entries.
        }

        MoveAway(place);
        return null;
    }

    /// <summary>A small index is read whole: Lucene reads it byte by byte, which costs far more on a mapped file than in an array.</summary>
    private static Lucene.Net.Store.Directory InMemoryIfSmall(string place)
    {
        var mapped = new MMapDirectory(place);
        if (new DirectoryInfo(place).EnumerateFiles().Sum(file => file.Length) > LargestInMemory)
        {
            return mapped;
        }

        using (mapped)
        {
            return new RAMDirectory(mapped, IOContext.READ_ONCE);
        }
    }

    /// <summary>Damaged from outside: out of the way with it. Whoever still reads it keeps it open.</summary>
    private static void MoveAway(string place)
    {
        try
        {
            System.IO.Directory.Move(place, place + Unfinished + Guid.NewGuid().ToString("N"));
        }
        catch (IOException)
        {
            // Another instance was first.
        }
    }

    private void Build(string place, KnowledgeBase knowledge, QuestionAnalyzer analyzer)
    {
        System.IO.Directory.CreateDirectory(root);
        var building = place + Unfinished + Guid.NewGuid().ToString("N");
        try
        {
            using (var directory = new MMapDirectory(building))
            {
                FaqIndex.Write(directory, knowledge, analyzer);
            }

            IndexSeal.Put(building, Path.GetFileName(place));

            System.IO.Directory.Move(building, place);
        }
        catch (IOException) when (System.IO.Directory.Exists(place))
        {
            // Another instance was first, with the same content.
            Remove(building);
        }
        catch
        {
            Remove(building);
            throw;
        }
    }

    private void RemoveOld(string except)
    {
        var now = time.GetUtcNow().UtcDateTime;
        try
        {
            System.IO.Directory.SetLastWriteTimeUtc(except, now);
            foreach (var folder in System.IO.Directory.GetDirectories(root))
            {
                if (folder != except && now - System.IO.Directory.GetLastWriteTimeUtc(folder) > Kept)
                {
                    Remove(folder);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that may be read but not written is served from all the same.
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone already, or open elsewhere: the next one who passes removes it.
        }
    }

    private static string Hash(KnowledgeBase knowledge)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add($"{Format}");
        Add(knowledge.Synonyms);
        foreach (var entry in knowledge.Entries)
        {
            Add(entry.Id);
            AddAll(entry.Phrasings.Prepend(entry.Question));
        }

        foreach (var topic in knowledge.Decoys)
        {
            AddAll(topic);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];

        void AddAll(IEnumerable<string> texts)
        {
            foreach (var text in texts)
            {
                Add(text);
            }

            Add("");
        }

        void Add(string text)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }
    }
}
