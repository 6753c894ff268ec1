namespace HipFaqBot.Bot.Tests;

/// <summary>The repository, found upward from where the tests were built.</summary>
internal static class Repository
{
    private static readonly string Root = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    private static string Find(DirectoryInfo? start)
    {
        for (var folder = start; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "HipFaqBot.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("There is no HipFaqBot.sln above the tests.");
    }
}
