using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Matching.Learning;

namespace HipFaqBot.Search.Tests;

/// <summary>
/// What the shipped knowledge teaches. Learning takes a minute of one core, so it is done once for all test projects and kept in
/// <c>tests/obj/learned</c> for the next run: by the hash of all that is learned from, so a change of phrasings or of the training
/// learns anew.
/// </summary>
internal static class Learned
{
    /// <summary>Gives the snapshot what it teaches; whoever comes while it is being learned, in whatever process, waits for it.</summary>
    /// <param name="knowledgeFolder">Where the snapshot's knowledge stands in the repository.</param>
    public static void GiveTo(KnowledgeSnapshot snapshot, ISentenceEncoder encoder, string knowledgeFolder)
    {
        using var oneAtATime = new Mutex(false, @"Global\HipFaqBot.Tests.Learned");
        try
        {
            oneAtATime.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Its owner was killed. It is ours now, and files are written whole.
        }

        try
        {
            var rankers = new Rankers(encoder, FolderOf(knowledgeFolder), TimeProvider.System);
            if (!rankers.TryFind(snapshot))
            {
                rankers.Train(snapshot, CancellationToken.None);
            }
        }
        finally
        {
            oneAtATime.ReleaseMutex();
        }
    }

    /// <summary>Puts it into a data folder, as if the service had learned it there before.</summary>
    public static void PutInto(string dataFolder, string knowledgeFolder)
    {
        using var encoder = new OnnxSentenceEncoder();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
        GiveTo(KnowledgeSnapshot.InMemory(KnowledgeReader.Read(knowledgeFolder, today).Knowledge!), encoder, knowledgeFolder);
        foreach (var kind in new[] { "ranker", "signs" })
        {
            var copies = Directory.CreateDirectory(Path.Combine(dataFolder, kind)).FullName;
            foreach (var file in Directory.EnumerateFiles(Path.Combine(FolderOf(knowledgeFolder), kind)))
            {
                File.Copy(file, Path.Combine(copies, Path.GetFileName(file)));
            }
        }
    }

    private static string FolderOf(string knowledgeFolder) =>
        Path.Combine(Path.GetDirectoryName(knowledgeFolder)!, "tests", "obj", "learned");
}
