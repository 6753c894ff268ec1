using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Evaluation;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Matching.Large;
using HipFaqBot.Search.Matching.Learning;
using HipFaqBot.Search.Tests.Matching.Learning;
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
    public void With_an_encoder_the_candidates_are_held_against_the_question_by_meaning_too()
    {
        using var data = new TempFolder();
        var encoder = new CountingEncoder();
        var snapshot = KnowledgeSnapshot.InMemory(Questions.Hips, mostLearned: 0);
        var before = Questions.Over(snapshot).Match("should i rest a sore hip");

        new Rankers(encoder, data.Path, TimeProvider.System).Train(snapshot, CancellationToken.None);
        var match = Questions.Over(snapshot).Match("should i rest a sore hip");

        Assert.All(before.Candidates, candidate => Assert.Null(candidate.Features.Nearest));
        Assert.Equal(MatchWay.Nearest, match.Way);
        Assert.False(snapshot.IsTrained);
        Assert.All(match.Candidates, candidate => Assert.InRange(candidate.Features.Nearest!.Value, 0.1, 1.001));
        Assert.InRange(match.Candidates.Sum(candidate => candidate.Confidence), 0, 1);
        Assert.Equal(match.Candidates.Select(candidate => candidate.Confidence).OrderDescending(), match.Candidates.Select(candidate => candidate.Confidence));
        Assert.NotEqual(before.Candidates[0].Confidence, match.Candidates[0].Confidence);
    }

    [Fact]
    public void A_restart_encodes_only_the_question()
    {
        using var data = new TempFolder();
        new Rankers(new CountingEncoder(), data.Path, TimeProvider.System).Train(KnowledgeSnapshot.InMemory(Questions.Hips, mostLearned: 0), CancellationToken.None);
        var encoder = new CountingEncoder();
        var again = KnowledgeSnapshot.InMemory(Questions.Hips, mostLearned: 0);
        new Rankers(encoder, data.Path, TimeProvider.System).Train(again, CancellationToken.None);

        Questions.Over(again).Match("should i rest a sore hip");

        Assert.Equal(1, encoder.Asked);
    }

    [Theory]
    [InlineData(12, 12)]
    [InlineData(11, 8)]
    [InlineData(4, 4)]
    [InlineData(3, 0)]
    public void Of_too_many_texts_each_entrys_first_are_encoded(int mostTexts, int encoded)
    {
        var encoder = new CountingEncoder();
        using var analyzer = new QuestionAnalyzer("");

        var vectors = CandidateVectors.Of(Questions.Hips, analyzer, encoder, new VectorCache(encoder, null, TimeProvider.System), CancellationToken.None, mostTexts);

        Assert.Equal(encoded, encoder.Asked);
        Assert.Equal(encoded == 0, vectors is null);
        Assert.All(vectors is null ? [] : Questions.Hips.Entries, entry =>
            Assert.Equal(1f, vectors!.Nearest(entry, encoder.Encode(analyzer.Read(entry.Question).Plain)), 0.01f));
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
