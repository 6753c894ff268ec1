namespace HipFaqBot.Cli.Tests;

public sealed class UsageTests : IDisposable
{
    private readonly KnowledgeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData]
    [InlineData("serve")]
    [InlineData("ask")]
    [InlineData("ask", "--json")]
    [InlineData("ask", "--nonsense")]
    [InlineData("ask", "walking", "--nonsense")]
    [InlineData("ask", "walking", "twice")]
    [InlineData("ask", "walking", "--kb")]
    [InlineData("ask", "walking", "--kb", "no-such-folder")]
    [InlineData("check", "no-such-folder")]
    [InlineData("check", "--nonsense")]
    [InlineData("eval")]
    [InlineData("eval", "no-such-file.jsonl")]
    [InlineData("eval", "no-such-file.jsonl", "--json")]
    [InlineData("eval", "--nonsense")]
    [InlineData("import")]
    [InlineData("import", "no-such-file.tsv")]
    [InlineData("import", "--nonsense")]
    [InlineData("export")]
    [InlineData("export", "--format", "docx")]
    [InlineData("export", "--format", "tsv", "--kb", "no-such-folder")]
    [InlineData("teams-package")]
    [InlineData("teams-package", "--app-id", "6f4a1f0e-7a7e-4c0a-9d3b-0a4b6f2f9d11")]
    [InlineData("teams-package", "--nonsense")]
    public void Bad_usage_ends_with_2_and_a_word_on_standard_error(params string[] args)
    {
        var run = HipFaq.Run(_folder, args);

        Assert.Equal(2, run.Exit);
        Assert.Empty(run.Output);
        Assert.StartsWith("hipfaq: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_path_is_named()
    {
        var run = HipFaq.Run(_folder, "ask", "walking", "--kb", "no-such-folder");

        Assert.Contains("There is no 'no-such-folder'", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("ask", "--help")]
    [InlineData("check", "--help")]
    [InlineData("eval", "--help")]
    [InlineData("import", "--help")]
    [InlineData("export", "--help")]
    [InlineData("teams-package", "--help")]
    [InlineData("--version")]
    public void Help_is_no_error(params string[] args)
    {
        var run = HipFaq.Run(_folder, args);

        Assert.Equal(0, run.Exit);
        Assert.NotEmpty(run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void Every_command_is_listed()
    {
        var help = HipFaq.Run(_folder, "--help").Output;

        Assert.Contains("ask <text>", help, StringComparison.Ordinal);
        Assert.Contains("check <dir>", help, StringComparison.Ordinal);
        Assert.Contains("eval <file>", help, StringComparison.Ordinal);
        Assert.Contains("import <path>", help, StringComparison.Ordinal);
        Assert.Contains("export", help, StringComparison.Ordinal);
        Assert.Contains("teams-package", help, StringComparison.Ordinal);
    }
}
