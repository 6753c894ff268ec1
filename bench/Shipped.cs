namespace HipFaqBot.Bench;

/// <summary>Finds the repository's own files from wherever the bench runs.</summary>
internal static class Shipped
{
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HipFaqBot.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("HipFaqBot.sln stands in no folder above the bench.");
    }

    public static string Knowledge() => Path.Combine(Root(), "knowledge");
}
