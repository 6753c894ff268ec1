using HipFaqBot.Exchange.Importing;
using HipFaqBot.Exchange.Reading;

namespace HipFaqBot.Exchange.Tests;

/// <summary>Whatever goes wrong, the knowledge folder is as it was.</summary>
public sealed class AllOrNothingTests : IDisposable
{
    private const string Faq = "Question\tAnswer\tSource\tMetadata\nWhy?\tSo.\tx\t\n";

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_huge_file_is_refused_with_its_size()
    {
        var path = Path.Combine(_folder.Root, "huge.tsv");
        using (var file = File.Create(path))
        {
            file.SetLength(SourceText.MaxBytes + 1);
        }

        Refused(_folder.Import(path), "too-large");
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() => Refused(_folder.Import(_folder.Write("faq.tsv", [0x50, 0x4B, 3, 4, 0, 0, 0])), "not-text");

    [Fact]
    public void A_page_without_questions_is_refused() => Refused(_folder.Import("page.html", "<html><body><h1>News</h1><p>None.</p></body></html>"), "no-faq");

    [Fact]
    public void A_folder_that_is_no_knowledge_is_refused()
    {
        File.Delete(Path.Combine(_folder.Knowledge, "site.yaml"));

        Refused(_folder.Import("faq.tsv", Faq), "missing-folder");
    }

    [Fact]
    public void A_broken_record_is_refused()
    {
        _folder.Write("knowledge/import/faq.tsv.json", "{");

        Refused(_folder.Import("faq.tsv", Faq), "broken-record");
    }

    [Theory]
    [InlineData("entries")]
    [InlineData("entries/imported")]
    [InlineData("import")]
    public void A_link_out_of_the_folder_is_refused(string link)
    {
        var outside = Directory.CreateDirectory(Path.Combine(_folder.Root, "outside")).FullName;
        var place = Path.Combine(_folder.Knowledge, link);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        Directory.CreateSymbolicLink(place, outside);

        Refused(_folder.Import("faq.tsv", Faq), "link");
        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
    }

    [Fact]
    public void A_file_that_is_a_link_out_of_the_folder_is_refused()
    {
        var outside = _folder.Write("outside.json", "{\"source\":\"faq.tsv\",\"entries\":[]}");
        Directory.CreateDirectory(Path.Combine(_folder.Knowledge, "import"));
        File.CreateSymbolicLink(Path.Combine(_folder.Knowledge, "import/faq.tsv.json"), outside);

        Refused(_folder.Import("faq.tsv", Faq), "link");
        Assert.Equal("{\"source\":\"faq.tsv\",\"entries\":[]}", File.ReadAllText(outside));
    }

    [Fact]
    public void An_import_that_would_break_the_knowledge_is_taken_back()
    {
        // Front matter in braces: the service reads it, the importer does not, and so cannot know that the question is taken.
        _folder.Write("knowledge/entries/general/a.md", "---\n{id: a, question: Why?, category: general, sources: [KEY], reviewed: 2026-01-01}\n---\nA.\n");
        var before = _folder.Snapshot();

        var report = _folder.Import("faq.tsv", Faq);

        Assert.Equal("breaks-knowledge", report.Problems.Single().Rule);
        Assert.Contains("is also a phrasing of", report.Problems.Single().Message, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Snapshot());
    }

    [Fact]
    public void Another_import_that_has_not_ended_is_not_disturbed()
    {
        _folder.Write("knowledge/.import/old/entries/a.md", "precious");

        Refused(_folder.Import("faq.tsv", Faq), "not-written");
    }

    [Fact]
    public void A_move_that_fails_puts_everything_back()
    {
        _folder.Write("knowledge/one.md", "one");
        _folder.Write("knowledge/three/inside.md", "a folder where a file is to go");
        var before = _folder.Snapshot();
        var change = new FolderChange(_folder.Knowledge, new Dictionary<string, string?> { ["one.md"] = "new", ["new/two.md"] = "new", ["site.yaml"] = null, ["three"] = "new" });

        Assert.ThrowsAny<Exception>(() => change.Apply(() => true));

        Assert.Equal(before, _folder.Snapshot());
    }

    [Fact]
    public void A_change_that_is_not_accepted_is_taken_back()
    {
        _folder.Write("knowledge/one.md", "one");
        var before = _folder.Snapshot();
        var change = new FolderChange(_folder.Knowledge, new Dictionary<string, string?> { ["one.md"] = "new", ["new/deep/two.md"] = "new", ["site.yaml"] = null });

        Assert.False(change.Apply(() => false));

        Assert.Equal(before, _folder.Snapshot());
    }

    private void Refused(ImportReport report, string rule)
    {
        Assert.True(report.Failed);
        Assert.Equal(rule, report.Problems.Single().Rule);
        Assert.Empty(report.Changes);
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.Knowledge, "*.md", SearchOption.AllDirectories), file => !file.Contains(".import", StringComparison.Ordinal));
    }
}
