using System.Text.Json;

namespace HipFaqBot.Cli.Tests;

/// <summary><c>eval --signs</c>: the detector of warning signs alone.</summary>
public sealed class EvalSignsTests : IDisposable
{
    private readonly KnowledgeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--folds", "3")]
    [InlineData("--part", "patterns")]
    [InlineData("--changed", "cut")]
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

    [Fact]
    public void A_message_that_is_left_out_of_what_is_learned_is_not_known_by_heart()
    {
        _folder.Write("knowledge/warning-sign-messages.txt", """
            [rf-chest-breath]
            wobbly gribble
            - nice cup of tea
            - lovely walk
            """);
        var messages = _folder.Write("m.tsv", "sign\turgency\tkind\ttext\nrf-chest-breath\temergency\ttrigger\twobbly gribble\n-\t-\tcalm\tlovely walk\n");
        var settings = new Dictionary<string, string?> { ["Knowledge:Folder"] = _folder.Knowledge, ["Data:Folder"] = _folder.Data, ["Search:Encoder"] = "none" };

        var report = HipFaq.Run(settings, "eval", "--signs", messages, "--folds", "2", "--part", "learned", "--json").Json();
        var known = HipFaq.Run(settings, "eval", "--signs", messages, "--part", "learned", "--json").Json();

        Assert.Equal(2, report.GetProperty("folds").GetInt32());
        Assert.Equal("learned", report.GetProperty("part").GetString());
        Assert.Equal(2, report.GetProperty("messages").GetInt32());
        Assert.Equal(1, Red(known).GetProperty("alerted").GetInt32());
        Assert.Equal(0, Red(report).GetProperty("alerted").GetInt32());

        static JsonElement Red(JsonElement report) => report.GetProperty("signs").EnumerateArray().Single(row => row.GetProperty("of").GetString() == "red");
    }
}
