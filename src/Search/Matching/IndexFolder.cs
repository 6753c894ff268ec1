using System.Security.Cryptography;
using System.Text;
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
    private const int Format = 2;

    /// <summary>An index that nobody has opened for so long is removed; so is what a crash left half written.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private const string Unfinished = ".building-";

    /// <summary>Opens the index of these entries, built now if it is not there.</summary>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public FaqIndex OpenOrBuild(KnowledgeBase knowledge, QuestionAnalyzer analyzer)
    {
        var place = Path.Combine(root, Hash(knowledge));
        if (TryOpen(place, knowledge) is not { } index)
        {
            Build(place, knowledge, analyzer);
            index = FaqIndex.Open(new MMapDirectory(place), knowledge);
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
            return FaqIndex.Open(new MMapDirectory(place), knowledge);
        }
        catch (IOException)
        {
            // Damaged from outside: out of the way with it. Whoever still reads it keeps it open.
            System.IO.Directory.Move(place, place + Unfinished + Guid.NewGuid().ToString("N"));
            return null;
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

            System.IO.Directory.Move(building, place);
        }
        catch (IOException) when (System.IO.Directory.Exists(place))
        {
            // Another instance was first, with the same content.
            System.IO.Directory.Delete(building, recursive: true);
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
            Add(entry.Question);
            Add($"{entry.Phrasings.Count}");
            foreach (var phrasing in entry.Phrasings)
            {
                Add(phrasing);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];

        void Add(string text)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }
    }
}
