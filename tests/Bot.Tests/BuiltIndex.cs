using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Bot.Tests;

/// <summary>The index of the shipped knowledge: built once in a test run and put into each service's data folder, as after a restart.</summary>
internal static class BuiltIndex
{
    private static readonly Lazy<string> Folder = new(Build);

    public static void PutInto(string dataFolder)
    {
        foreach (var file in Directory.EnumerateFiles(Folder.Value, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(dataFolder, Path.GetRelativePath(Folder.Value, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static string Build()
    {
        var folder = Directory.CreateTempSubdirectory("hipfaqbot-test-index-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var knowledge = KnowledgeReader.Read(Repository.Path("knowledge"), DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime)).Knowledge!;
        _ = KnowledgeSnapshot.Open(knowledge, folder, TimeProvider.System);
        return folder;
    }
}
