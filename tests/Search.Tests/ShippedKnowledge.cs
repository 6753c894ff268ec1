using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Tests.Knowledge;

namespace HipFaqBot.Search.Tests;

/// <summary>The repository's own knowledge folder, found upward from the test's program.</summary>
internal static class ShippedKnowledge
{
    public static string Folder { get; } = Find();

    private static readonly Lazy<KnowledgeBase> Reading = new(() => KnowledgeReader.Read(Folder, KnowledgeFolder.Today).Knowledge!);

    /// <summary>What stands in it, read once for all tests: it never changes, and a reading takes a second or more.</summary>
    public static KnowledgeBase Knowledge => Reading.Value;

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HipFaqBot.sln")))
            {
                return Path.Combine(folder.FullName, "knowledge");
            }
        }

        throw new DirectoryNotFoundException("HipFaqBot.sln does not stand above the tests.");
    }
}
