using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Evaluation;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Matching.Large;
using HipFaqBot.Search.Text;
using Lucene.Net.Store;

namespace HipFaqBot.Search.Tests.Matching;

/// <summary>Knowledge beyond the size that can be learned: a limit of 0 makes a few entries large.</summary>
public sealed class LargeKnowledgeTests
{
    private static readonly Matcher Hips = Questions.Over(KnowledgeSnapshot.InMemory(Questions.Hips, mostLearned: 0));

    [Theory]
    [InlineData(12, false)]
    [InlineData(11, true)]
    public void It_is_large_when_it_has_more_phrasings_than_can_be_learned(int mostLearned, bool isLarge)
    {
        Assert.Equal(12, KnowledgeSize.Of(Questions.Hips));
        var snapshot = KnowledgeSnapshot.InMemory(Questions.Hips, mostLearned);

        Assert.Equal(isLarge, snapshot.IsLarge);
        Assert.Equal(isLarge ? MatchWay.Nearest : MatchWay.Words, Questions.Over(snapshot).Match("should i rest a sore hip").Way);
    }

    [Theory]
    [InlineData("How long does a course of physical therapy take?", "duration")]
    [InlineData("IS WALKING GOOD FOR ME???", "walking")]
    public void A_phrasing_is_answered(string question, string id)
    {
        var match = Hips.Match(question);

        Assert.Equal(MatchWay.Phrasing, match.Way);
        Assert.Equal(id, match.Answer?.Id);
    }

    [Theory]
    [InlineData("do you think that i should keep on walking", "walking")]
    [InlineData("when would a hip replacement be needed", "surgery")]
    [InlineData("shoud i rest or excercise", "rest")]
    public void Other_words_for_it_find_the_entry(string question, string id) => Assert.Equal(id, Hips.Match(question).Candidates[0].Entry.Id);

    [Theory]
    [InlineData("what is the capital of France")]
    [InlineData("zxcvb qwert")]
    [InlineData("")]
    [InlineData("😀🦴")]
    public void A_stranger_is_not_answered(string question) => Assert.NotEqual(Decision.Answer, Hips.Match(question).Decision);

    [Fact]
    public void An_unknown_word_counts_as_far_as_its_letters_agree()
    {
        var overlap = new PhrasingOverlap([("physiotherapist", 1f, false), ("need", 1f, true)]);

        var near = overlap.Best("physiotherapi need"u8);
        var far = overlap.Best("surgeri need"u8);

        Assert.True(near > far + 0.2f, $"{near} should be well above {far}");
        Assert.Equal(1f, new PhrasingOverlap([("need", 1f, true)]).Best("other words\nneed"u8));
    }

    [Fact]
    public void Of_more_common_words_than_are_read_the_rare_one_decides()
    {
        // Each common word alone is in more documents than may be read, and one of them is in all.
        const int Many = CandidateSearch.MostPostings + 100;
        var entries = Enumerable.Range(0, Many).Select(i => Questions.Entry($"e{i}", i == 4_321 ? "hip pain when dancing" : $"hip pain number {i}")).ToArray();
        using var analyzer = new QuestionAnalyzer("");
        using var directory = new RAMDirectory();
        FaqIndex.Write(directory, Questions.Knowledge(entries), analyzer);
        var index = FaqIndex.Open(directory, Questions.Knowledge(entries));

        var ranking = index.Rank(analyzer.Words("hip pain number dancing"));

        Assert.True(index.IsLarge);
        Assert.Equal("e4321", ranking.Entries[0].Entry.Id);
        Assert.NotEmpty(index.Rank(analyzer.Words("hip pain")).Entries);
        Assert.Equal("e77", index.Rank(analyzer.Words("hip pain number 77")).Entries[0].Entry.Id);
        Assert.Equal(ranking.Entries.Select(hit => hit.Score).OrderDescending(), ranking.Entries.Select(hit => hit.Score));
    }

    [Fact]
    public void A_decoy_stands_against_the_entries()
    {
        var knowledge = new KnowledgeBase("test", Site.Default, Questions.Hips.Entries, decoys: [["is swimming good for my knee", "my knee is sore"]]);

        var match = Questions.Over(KnowledgeSnapshot.InMemory(knowledge, mostLearned: 0)).Match("is swimming good for my sore knee");

        Assert.NotEqual(Decision.Answer, match.Decision);
    }

    [Fact]
    public void It_says_the_same_twice_and_after_a_restart()
    {
        using var data = new TempFolder();
        using var first = new MMapDirectory(System.IO.Path.Combine(data.Path, "index"));
        using var analyzer = new QuestionAnalyzer(Questions.Hips);
        FaqIndex.Write(first, Questions.Hips, analyzer, mostLearned: 0);
        var again = FaqIndex.Open(new MMapDirectory(first.Directory), Questions.Hips);
        var inMemory = new RAMDirectory();
        FaqIndex.Write(inMemory, Questions.Hips, analyzer, mostLearned: 0);
        var words = analyzer.Words("should i rest my sore hip");

        Assert.True(again.IsLarge);
        Assert.Equal(FaqIndex.Open(inMemory, Questions.Hips).Rank(words).Entries, again.Rank(words).Entries);
    }

    [Fact]
    public void An_evaluation_says_what_ranked_and_in_which_ways_questions_were_met()
    {
        using var encoder = new NoSentenceEncoder();

        var report = new Evaluator(encoder, TimeProvider.System).Run(
            Questions.Hips, [In("is walking good for me"), In("keep walking sore")]).Report;

        Assert.Equal("words", report.RankedBy);
        Assert.Equal([("phrasing", 1), ("words", 1)], report.Ways.Select(way => (way.Way, way.N)).Order());
        Assert.Equal("words", EvaluationReport.FromJson(report.ToJson()).RankedBy);
    }

    private static EvaluationQuestion In(string text) => new(text, ["walking"], QuestionKind.In, []);
}
