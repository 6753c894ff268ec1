namespace HipFaqBot.Cli.Tests;

/// <summary>The repository's own knowledge, found upward from where the tests were built.</summary>
internal static class Shipped
{
    public static string Knowledge { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? start)
    {
        for (var folder = start; folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "knowledge");
            if (File.Exists(Path.Combine(candidate, "site.yaml")))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("There is no knowledge/site.yaml above the tests.");
    }
}
