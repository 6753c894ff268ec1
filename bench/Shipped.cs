using System.Diagnostics;

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

    /// <summary>
    /// Publishes the service into a folder, as it is published for people; the program to start. Where <c>HIPFAQ_BENCH_PROGRAM</c> names
    /// the folder of one that was published before, that one.
    /// </summary>
    public static async Task<string> PublishAsync(string folder)
    {
        if (Environment.GetEnvironmentVariable("HIPFAQ_BENCH_PROGRAM") is { Length: > 0 } before)
        {
            return Path.Combine(before, "HipFaqBot.Bot.dll");
        }

        using var publish = Process.Start("dotnet", ["publish", Path.Combine(Root(), "src/Bot"), "-c", "Release", "-v", "q", "-o", folder]);
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? Path.Combine(folder, "HipFaqBot.Bot.dll") : throw new InvalidOperationException("The service could not be published.");
    }

    public static string Knowledge() => Path.Combine(Root(), "knowledge");
}
