namespace HipFaqBot.Bot.Tests;

/// <summary>A copy of the shipped knowledge with a data folder beside it; both are gone when the test ends.</summary>
internal sealed class KnowledgeCopy : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hipfaqbot-test-");

    public KnowledgeCopy()
    {
        var shipped = Repository.Path("knowledge");
        foreach (var file in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories))
        {
            Write(Path.GetRelativePath(shipped, file), File.ReadAllText(file));
        }
    }

    public string Folder => Path.Combine(_root.FullName, "knowledge");

    public string DataFolder => Path.Combine(_root.FullName, "data");

    /// <summary>The files of the entries that are served.</summary>
    public IEnumerable<string> Published() =>
        Directory.EnumerateFiles(Path.Combine(Folder, "entries"), "*.md", SearchOption.AllDirectories)
            .Where(file => !File.ReadLines(file).Contains("status: draft"));

    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    public void Write(string path, string text)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Replaces text that must be there.</summary>
    public void Edit(string path, string old, string replacement)
    {
        var text = Read(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        Write(path, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    public void Dispose() => _root.Delete(recursive: true);
}
