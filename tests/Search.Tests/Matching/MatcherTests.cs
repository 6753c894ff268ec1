using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Search.Tests.Matching;

public sealed class MatcherTests
{
    private static readonly Matcher Hips = Questions.Over(Questions.Hips);

    [Theory]
    [InlineData("How long does a course of physical therapy take?", "duration")]
    [InlineData("how many weeks of therapy will i need", "duration")]
    [InlineData("IS WALKING GOOD FOR ME???", "walking")]
    [InlineData("is walks good for me", "walking")]
    public void A_phrasing_is_answered_whatever_its_case_and_endings(string question, string id)
    {
        var match = Hips.Match(question);

        Assert.Equal(Decision.Answer, match.Decision);
        Assert.Equal(id, match.Answer!.Id);
        Assert.InRange(match.Confidence, 0.9, 1);
        Assert.Empty(match.Suggestions);
    }

    [Theory]
    [InlineData("shoud i keep walkin with a sore hip", "walking")]
    [InlineData("when is a hip replacment needed", "surgery")]
    [InlineData("is it beter to rest or excercise", "rest")]
    public void A_typo_still_finds_the_entry(string question, string id) =>
        Assert.Equal(id, Hips.Match(question).Candidates[0].Entry.Id);

    [Theory]
    [InlineData("what is the capital of France")]
    [InlineData("zxcvb qwert")]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("?!")]
    [InlineData("😀🦴")]
    [InlineData("\0\0\0")]
    [InlineData("\ud83d")]
    public void What_is_no_question_of_ours_is_declined(string question)
    {
        var match = Hips.Match(question);

        Assert.Equal(Decision.Decline, match.Decision);
        Assert.Null(match.Answer);
        Assert.Empty(match.Suggestions);
    }

    [Fact]
    public void Without_a_known_word_there_is_no_candidate_and_no_confidence()
    {
        var match = Hips.Match("😀");

        Assert.Empty(match.Candidates);
        Assert.Empty(match.Words);
        Assert.Equal(0, match.Confidence);
    }

    [Fact]
    public void The_ranking_is_whole_whatever_the_decision()
    {
        var answered = Hips.Match("is walking good for a sore hip");
        var declined = Hips.Match("is the capital for all of a country");

        Assert.Equal((Decision.Answer, MatchWay.Words), (answered.Decision, answered.Way));
        Assert.Equal(Decision.Decline, declined.Decision);
        Assert.All([answered, declined], match =>
        {
            Assert.Equal(["duration", "rest", "surgery", "walking"], match.Candidates.Select(candidate => candidate.Entry.Id).Order());
            Assert.Equal(match.Candidates.Select(candidate => candidate.Confidence).OrderDescending(), match.Candidates.Select(candidate => candidate.Confidence));
            Assert.All(match.Candidates, candidate => Assert.InRange(candidate.Confidence, 0, 1));
        });
    }

    [Theory]
    [InlineData(0.0, 0.0, Decision.Answer)]
    [InlineData(1.0, 0.0, Decision.Suggest)]
    [InlineData(1.0, 1.0, Decision.Decline)]
    public void The_sites_thresholds_decide(double answer, double suggest, Decision decision)
    {
        var knowledge = new KnowledgeBase(
            "test", Site.Default with { Thresholds = new Thresholds(answer, suggest) }, Questions.Hips.Entries);

        var match = Questions.Over(knowledge).Match("should i rest my sore hip");

        Assert.Equal(decision, match.Decision);
        Assert.Equal(decision == Decision.Suggest ? Match.MaxSuggestions : 0, match.Suggestions.Count);
        Assert.Equal(decision == Decision.Answer, match.Answer is not null);
    }

    [Fact]
    public void A_knowledge_base_of_one_entry_answers_its_phrasing_and_declines_a_stranger()
    {
        var matcher = Questions.Over(Questions.Knowledge(Questions.Entry("only", "Should I keep walking?")));

        Assert.Equal("only", matcher.Match("should i keep walking").Answer?.Id);
        Assert.Equal(Decision.Decline, matcher.Match("what is the capital of France").Decision);
    }

    [Fact]
    public void A_knowledge_base_without_an_entry_declines()
    {
        Assert.Equal(Decision.Decline, Questions.Over(Questions.Knowledge()).Match("should i keep walking").Decision);
    }

    [Fact]
    public void Of_two_entries_with_the_same_words_none_is_answered_alone()
    {
        var matcher = Questions.Over(Questions.Knowledge(
            Questions.Entry("first", "Should I keep walking?"),
            Questions.Entry("second", "Should I keep walking!"),
            Questions.Entry("third", "When is surgery needed?")));

        var match = matcher.Match("should i keep walking");

        Assert.Equal(["first", "second"], match.Candidates.Take(2).Select(candidate => candidate.Entry.Id).Order());
        Assert.Equal(match.Candidates[0].Confidence, match.Candidates[1].Confidence, 6);
        Assert.NotEqual(Decision.Answer, match.Decision);
    }

    [Fact]
    public void A_question_of_thousands_of_different_words_is_matched()
    {
        var words = Enumerable.Range(0, 3_000).Select(i => $"w{i}");

        var match = Hips.Match($"walking {string.Join(' ', words)}");

        Assert.Equal(Decision.Decline, match.Decision);
        Assert.Equal("walking", match.Candidates[0].Entry.Id);
    }

    [Fact]
    public void A_phrasing_of_thousands_of_different_words_is_indexed_and_found()
    {
        var letters = Enumerable.Range(0, 1_500).Select(i => $"{(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}{(char)('a' + (i / 676))}");
        var matcher = Questions.Over(Questions.Knowledge(Questions.Entry("long", string.Join(' ', letters)), Questions.Entry("short", "Short?")));

        Assert.Equal("long", matcher.Match(string.Join(' ', letters)).Candidates[0].Entry.Id);
    }

    [Theory]
    [InlineData("<script>alert(1)</script> hip")]
    [InlineData("'; DROP TABLE entries; --")]
    [InlineData("hip AND (pain OR \"walk")]
    [InlineData("field:walk* ~2 ^3 [a TO b]")]
    public void Markup_and_query_language_mean_nothing(string question) =>
        Assert.NotEqual(Decision.Answer, Hips.Match(question).Decision);

    [Fact]
    public void A_hundred_thousand_characters_are_matched() =>
        Assert.NotEqual(Decision.Answer, Hips.Match(string.Concat(Enumerable.Repeat("my hip hurts a lot ", 5_300))).Decision);

    [Fact]
    public void Two_builds_say_the_same_to_the_last_bit()
    {
        var other = Questions.Over(Questions.Hips);

        foreach (var question in Questions.Hips.Entries.SelectMany(entry => entry.Phrasings).Append("should i rest my hip"))
        {
            Assert.Equal(Questions.Said(Hips.Match(question)), Questions.Said(other.Match(question)));
        }
    }

    [Fact]
    public void An_index_on_disk_says_the_same_as_one_in_memory()
    {
        using var data = new TempFolder();
        var onDisk = Questions.Over(KnowledgeSnapshot.Open(Questions.Hips, data.Path, TimeProvider.System));

        foreach (var question in Questions.Hips.Entries.SelectMany(entry => entry.Phrasings).Append("should i rest my hip"))
        {
            Assert.Equal(Questions.Said(Hips.Match(question)), Questions.Said(onDisk.Match(question)));
        }
    }
}
