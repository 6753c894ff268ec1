using System.Text.Json;

namespace HipFaqBot.Cli.Tests;

/// <summary>The questions that the knowledge began with, typed exactly so, must be answered; strangers must be declined.</summary>
public sealed class SeedQuestionTests(SeedQuestionTests.KeptIndex kept) : IClassFixture<SeedQuestionTests.KeptIndex>
{
    public static TheoryData<string, string[]> Seeds()
    {
        var data = new TheoryData<string, string[]>();
        foreach (var line in File.ReadLines(Path.Combine(Shipped.Knowledge, "evaluation", "seed.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            data.Add(
                json.RootElement.GetProperty("text").GetString()!,
                [.. json.RootElement.GetProperty("ids").EnumerateArray().Select(id => id.GetString()!)]);
        }

        return data;
    }

    [Fact]
    public void There_are_thirteen() => Assert.Equal(13, Seeds().Count);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_seed_question_is_answered(string question, string[] accepted)
    {
        var json = Ask(question);

        Assert.Equal("answer", json.GetProperty("decision").GetString());
        Assert.Contains(json.GetProperty("entry").GetString(), accepted);
    }

    [Theory]
    [InlineData("What is the capital of France?")]
    [InlineData("my knee clicks")]
    [InlineData("hip hop classes near me")]
    public void A_stranger_is_declined(string question) => Assert.Equal("decline", Ask(question).GetProperty("decision").GetString());

    private JsonElement Ask(string question) => HipFaq.Run(kept.Settings, "ask", question, "--kb", Shipped.Knowledge, "--json").Json();

    /// <summary>A data folder for all, so that the index is built once.</summary>
    public sealed class KeptIndex : IDisposable
    {
        private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("hipfaq-test-");

        public Dictionary<string, string?> Settings => new() { ["Data:Folder"] = _data.FullName, ["Search:Training"] = "off" };

        public void Dispose() => _data.Delete(recursive: true);
    }
}
