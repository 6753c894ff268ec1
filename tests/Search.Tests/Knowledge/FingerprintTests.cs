using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Tests.Knowledge;

public sealed class FingerprintTests
{
    [Fact]
    public void It_stays_while_nothing_is_written()
    {
        using var folder = new KnowledgeFolder();

        Assert.Equal(FolderFingerprint.Of(folder.Path), FolderFingerprint.Of(folder.Path));
    }

    [Fact]
    public void It_changes_when_a_file_is_written_added_or_removed()
    {
        using var folder = new KnowledgeFolder();
        var seen = new List<int> { FolderFingerprint.Of(folder.Path) };

        folder.Append(KnowledgeFolder.Rest, "More.\n");
        seen.Add(FolderFingerprint.Of(folder.Path));
        folder.Write("synonyms.txt", "sore, ache\n");
        seen.Add(FolderFingerprint.Of(folder.Path));
        folder.Delete(KnowledgeFolder.Rest);
        seen.Add(FolderFingerprint.Of(folder.Path));
        Directory.Delete(folder.Path, recursive: true);
        seen.Add(FolderFingerprint.Of(folder.Path));

        Assert.Equal(seen, seen.Distinct());
    }

    [Fact]
    public void It_sees_through_the_links_that_mounted_config_maps_are_made_of()
    {
        using var folder = new KnowledgeFolder();
        using var elsewhere = new TempFolder();
        File.WriteAllText(elsewhere.At("site.yaml"), "name: Test Clinic\n");
        folder.Delete("site.yaml");
        File.CreateSymbolicLink(folder.At("site.yaml"), elsewhere.At("site.yaml"));
        var before = FolderFingerprint.Of(folder.Path);

        File.WriteAllText(elsewhere.At("site.yaml"), "name: Another Clinic\n");

        Assert.NotEqual(before, FolderFingerprint.Of(folder.Path));
    }
}
