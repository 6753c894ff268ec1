namespace HipFaqBot.Search.Tests;

/// <summary>The repository's own knowledge folder, found upward from the test's program.</summary>
internal static class ShippedKnowledge
{
    public static string Folder { get; } = Find();

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
