using Microsoft.Extensions.Configuration;

namespace HipFaqBot.Search.Knowledge;

/// <summary>Where the knowledge is, and where everything written goes.</summary>
/// <param name="Folder">The knowledge folder, or a <c>.jsonl</c> file; full path.</param>
/// <param name="DataFolder">The folder for the index and all else that is written; full path.</param>
public sealed record KnowledgeOptions(string Folder, string DataFolder)
{
    /// <summary>
    /// From the settings <c>Knowledge:Folder</c> (default: the first <c>knowledge/site.yaml</c> found upward from the current
    /// directory, then from the program's own folder) and <c>Data:Folder</c> (default: <c>data</c> beside the knowledge).
    /// </summary>
    public static KnowledgeOptions From(IConfiguration configuration)
    {
        var folder = Set(configuration["Knowledge:Folder"]) is { } configured
            ? Path.GetFullPath(configured)
            : Upward(Directory.GetCurrentDirectory()) ?? Upward(AppContext.BaseDirectory) ?? Path.GetFullPath("knowledge");
        var data = Set(configuration["Data:Folder"]) is { } written
            ? Path.GetFullPath(written)
            : Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)) ?? folder, "data");
        return new KnowledgeOptions(folder, data);
    }

    private static string? Set(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static string? Upward(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "knowledge");
            if (File.Exists(Path.Combine(candidate, SiteFile.Name)))
            {
                return candidate;
            }
        }

        return null;
    }
}
