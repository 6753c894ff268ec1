using System.Text.Json;

namespace HipFaqBot.Cli.Tests;

public sealed class ExchangeTests : IDisposable
{
    private const string Faq = "Question\tAnswer\tSource\tMetadata\nMay I swim?\tYes.\tfaq\tcategory:exercise\nis swimming ok\tYes.\tfaq\tcategory:exercise\ncan i go on walking\tYes!\tfaq\t\n";

    private readonly KnowledgeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Import_writes_drafts_and_says_what_it_did()
    {
        var run = HipFaq.Run(_folder, "import", _folder.Write("faq.tsv", Faq));

        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Contains("+ may-i-swim: entry: May I swim?", run.Output, StringComparison.Ordinal);
        Assert.Contains("faq.tsv:4: warning: not imported: entry: its question is also asked by the entry 'walking' (merge the two by hand)", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 added, 0 changed, 0 removed, 0 kept, 1 without a place (see import/faq.tsv.unplaced.md).", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, HipFaq.Run(_folder, "check").Exit);
        Assert.DoesNotContain("may-i-swim", HipFaq.Run(_folder, "ask", "may i swim", "--json").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_prints_one_json_document()
    {
        var run = HipFaq.Run(_folder, "import", _folder.Write("faq.tsv", Faq), "--kb", _folder.Knowledge, "--dry-run", "--json");

        Assert.Equal(0, run.Exit);
        var json = run.Json();
        Shape.Has(json, "source", "dryRun", "added", "changed", "removed", "kept", "keptValues", "unplacedFile", "changes", "unplaced", "problems");
        Shape.Has(json.GetProperty("changes")[0], "id", "path", "kind", "field", "text");
        Shape.Has(json.GetProperty("unplaced")[0], "path", "line", "what", "why", "content");
        Assert.Equal((1, "added", true), (json.GetProperty("added").GetInt32(), json.GetProperty("changes")[0].GetProperty("kind").GetString(), json.GetProperty("dryRun").GetBoolean()));
        Assert.False(Directory.Exists(Path.Combine(_folder.Knowledge, "import")));
    }

    [Fact]
    public void A_source_that_is_no_faq_ends_with_1_and_a_problem_line()
    {
        var path = _folder.Write("page.html", "<h1>News</h1><p>None.</p>");

        var run = HipFaq.Run(_folder, "import", path);

        Assert.Equal(1, run.Exit);
        Assert.StartsWith($"{path}:0: error: The page has no FAQPage data", run.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was imported", run.Output, StringComparison.Ordinal);
        Assert.Equal("no-faq", HipFaq.Run(_folder, "import", path, "--json").Json().GetProperty("problems")[0].GetProperty("rule").GetString());
    }

    [Fact]
    public void A_file_of_no_known_kind_is_bad_usage()
    {
        var run = HipFaq.Run(_folder, "import", _folder.Write("faq.docx", "x"));

        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.Contains(".tsv", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Drafts_are_not_imported_into_a_single_file()
    {
        var run = HipFaq.Run(_folder, "import", _folder.Write("faq.tsv", Faq), "--kb", _folder.Write("kb.jsonl", "{}"));

        Assert.Equal(2, run.Exit);
    }

    [Theory]
    [InlineData("tsv")]
    [InlineData("qna")]
    [InlineData("jsonld")]
    [InlineData("html")]
    public void Every_format_is_exported_and_comes_back(string format)
    {
        var file = Path.Combine(_folder.Root, "export." + format);
        using var other = new KnowledgeFolder();
        Directory.Delete(Path.Combine(other.Knowledge, "entries"), recursive: true);

        var run = HipFaq.Run(_folder, "export", "--format", format, "--out", file);
        var back = HipFaq.Run(other, "import", file, "--json");

        Assert.Equal((0, "", ""), (run.Exit, run.Output, run.Error));
        Assert.Equal(["duration", "ice", "walking"], back.Json().GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("id").GetString()!));
        Assert.Equal(File.ReadAllText(file), HipFaq.Run(_folder, "export", "--format", format).Output);
    }

    [Theory]
    [InlineData("tsv", true)]
    [InlineData("qna", true)]
    [InlineData("jsonld", false)]
    [InlineData("html", false)]
    public void Drafts_are_exported_for_editing_and_not_for_publishing(string format, bool exported)
    {
        HipFaq.Run(_folder, "import", _folder.Write("faq.tsv", Faq));

        Assert.Equal(exported, HipFaq.Run(_folder, "export", "--format", format).Output.Contains("May I swim?", StringComparison.Ordinal));
    }

    [Fact]
    public void The_shipped_knowledge_makes_the_round_trip()
    {
        using var other = new KnowledgeFolder();
        Directory.Delete(Path.Combine(other.Knowledge, "entries"), recursive: true);
        File.Copy(Path.Combine(Shipped.Knowledge, "sources.yaml"), Path.Combine(other.Knowledge, "sources.yaml"), overwrite: true);
        File.Copy(Path.Combine(Shipped.Knowledge, "warning-signs.yaml"), Path.Combine(other.Knowledge, "warning-signs.yaml"), overwrite: true);
        var export = HipFaq.Run([], "export", "--format", "tsv", "--kb", Shipped.Knowledge).Output;

        var back = HipFaq.Run(other, "import", other.Write("shipped.tsv", export), "--json").Json();

        Assert.True(back.GetProperty("added").GetInt32() >= 17);
        Assert.Equal(JsonValueKind.Null, back.GetProperty("unplacedFile").ValueKind);
    }

    [Fact]
    public void A_file_that_cannot_be_written_ends_with_1()
    {
        var run = HipFaq.Run(_folder, "export", "--format", "tsv", "--out", Path.Combine(_folder.Root, "lost", "export.tsv"));

        Assert.Equal((1, ""), (run.Exit, run.Output));
        Assert.Contains("--out", run.Error, StringComparison.Ordinal);
    }
}
