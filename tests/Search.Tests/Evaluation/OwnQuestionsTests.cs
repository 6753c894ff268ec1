using HipFaqBot.Search.Evaluation;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Tests.Evaluation;

/// <summary>The project's own questions measure only what they are: well formed, about entries that exist, and not in the knowledge already.</summary>
public sealed class OwnQuestionsTests
{
    private static readonly KnowledgeBase Shipped = ShippedKnowledge.Knowledge;

    private static readonly HashSet<string> Known = Shipped.All.SelectMany(entry => entry.Phrasings.Prepend(entry.Question))
        .Concat(Shipped.Decoys.SelectMany(topic => topic)).Select(PhrasingText.Normalize).ToHashSet(StringComparer.Ordinal);

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Path.Combine(ShippedKnowledge.Folder, "evaluation"), "*.jsonl").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_question_is_well_formed_and_names_entries_that_exist(string file)
    {
        var reading = Read(file);

        Assert.Empty(reading.Problems);
        Assert.Subset(Shipped.All.Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal), reading.Questions.SelectMany(question => question.Ids).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The entries' own questions stand in <c>seed.jsonl</c> on purpose, and messages with a warning sign are matched to no entry.</summary>
    [Theory]
    [InlineData("fresh.jsonl")]
    [InlineData("fresh-second.jsonl")]
    [InlineData("out-of-scope.jsonl")]
    [InlineData("questions.jsonl")]
    [InlineData("regression.jsonl")]
    [InlineData("short.jsonl")]
    [InlineData("stories.jsonl")]
    public void No_question_is_a_phrasing_or_a_decoy(string file) =>
        Assert.Empty(Read(file).Questions.Where(question => Known.Contains(PhrasingText.Normalize(question.Text))).Select(question => question.Text));

    /// <summary>The sample of strangers is large enough to calibrate on, and a good part of it speaks of hips without an entry that answers.</summary>
    [Fact]
    public void The_strangers_are_many_distinct_and_often_about_hips()
    {
        var strangers = Read("out-of-scope.jsonl").Questions;

        Assert.All(strangers, question => Assert.Equal((QuestionKind.Out, 0), (question.Kind, question.Ids.Count)));
        Assert.InRange(strangers.Select(question => PhrasingText.Normalize(question.Text)).Distinct(StringComparer.Ordinal).Count(), Math.Max(300, strangers.Count), int.MaxValue);
        Assert.InRange(strangers.Count(question => question.Text.Contains("hip", StringComparison.OrdinalIgnoreCase)), strangers.Count / 3, strangers.Count / 2);
    }

    private static QuestionReading Read(string file) => QuestionFile.Read(Path.Combine(ShippedKnowledge.Folder, "evaluation", file));
}
