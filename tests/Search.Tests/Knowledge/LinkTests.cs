using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Tests.Knowledge;

/// <summary>Links that lead within the folder are followed; <see cref="RuleTests"/> has those that lead out.</summary>
public sealed class LinkTests : IDisposable
{
    private readonly KnowledgeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_link_within_the_folder_is_followed()
    {
        File.Move(_folder.At("sources.yaml"), _folder.At("sources-2026.yaml"));
        File.CreateSymbolicLink(_folder.At("sources.yaml"), "sources-2026.yaml");

        Assert.Empty(_folder.Read().Problems);
    }

    [Fact]
    public void A_config_map_mounted_as_the_folder_is_read()
    {
        Directory.CreateDirectory(_folder.At("..2026_11_23"));
        Directory.Move(_folder.At("entries"), _folder.At("..2026_11_23/entries"));
        File.Move(_folder.At("site.yaml"), _folder.At("..2026_11_23/site.yaml"));
        Directory.CreateSymbolicLink(_folder.At("..data"), "..2026_11_23");
        Directory.CreateSymbolicLink(_folder.At("entries"), "..data/entries");
        File.CreateSymbolicLink(_folder.At("site.yaml"), "..data/site.yaml");

        var reading = _folder.Read();

        Assert.Empty(reading.Problems);
        Assert.Single(reading.Knowledge!.Entries);
    }

    [Fact]
    public void A_config_map_mounted_above_the_folder_is_read()
    {
        var mount = Path.GetDirectoryName(_folder.Path)!;
        Directory.CreateDirectory(Path.Combine(mount, "..2026_11_23"));
        Directory.Move(_folder.Path, Path.Combine(mount, "..2026_11_23", "knowledge"));
        Directory.CreateSymbolicLink(Path.Combine(mount, "..data"), "..2026_11_23");
        Directory.CreateSymbolicLink(_folder.Path, "..data/knowledge");

        Assert.Empty(_folder.Read().Problems);
    }

    [Fact]
    public void A_link_to_the_whole_folder_is_the_folder()
    {
        using var elsewhere = new TempFolder();
        Directory.CreateSymbolicLink(elsewhere.At("knowledge"), _folder.Path);

        Assert.Empty(KnowledgeReader.Read(elsewhere.At("knowledge"), KnowledgeFolder.Today).Problems);
    }

    [Fact]
    public void Nothing_behind_a_link_out_of_the_folder_is_said()
    {
        File.WriteAllText(_folder.At("../secret"), "password: swordfish\n");
        _folder.Delete("site.yaml");
        File.CreateSymbolicLink(_folder.At("site.yaml"), "../secret");

        Assert.DoesNotContain(_folder.Read().Problems, problem => problem.Message.Contains("password", StringComparison.Ordinal));
    }
}
