namespace HipFaqBot.Cli.Tests;

/// <summary><c>eval --signs</c>: the detector of warning signs alone.</summary>
public sealed class EvalSignsTests : IDisposable
{
    private readonly KnowledgeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--folds", "3")]
    [InlineData("--part", "patterns")]
    public void Parts_of_the_detector_are_measured_with_signs_only(string option, string value)
    {
        var run = HipFaq.Run(_folder, "eval", _folder.Write("m.tsv", "sign\turgency\tkind\ttext\nrf-x\temergency\ttrigger\ti fell\n"), option, value);

        Assert.Equal(2, run.Exit);
        Assert.Contains("go with '--signs' only", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_with_too_few_cells_is_named()
    {
        var run = HipFaq.Run(_folder, "eval", "--signs", _folder.Write("pairs.tsv", "rf-x\tonly one side\n"));

        Assert.Equal(1, run.Exit);
        Assert.Contains("pairs.tsv:1", run.Error, StringComparison.Ordinal);
        Assert.Contains("must have three", run.Error, StringComparison.Ordinal);
    }
}
