using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Matching.Learning;

namespace HipFaqBot.Search.Tests.Matching.Learning;

public sealed class RankerTests
{
    [Theory]
    [InlineData("at what time are you open on a sunday", "hours")]
    [InlineData("wher can i parc my car", "parking")]
    [InlineData("do i get my money back for goods that broke", "refunds")]
    [InlineData("how much does one visit cost", "prices")]
    public void It_finds_the_entry_of_a_question_that_is_no_phrasing(string question, string id)
    {
        var match = Over(Trained(new CountingEncoder(), Shops.Knowledge)).Match(question);

        Assert.Equal(id, match.Candidates[0].Entry.Id);
        Assert.Contains(match.Way, new[] { MatchWay.Learned, MatchWay.CertainWords });
    }

    [Theory]
    [InlineData("will it rain on the train to london tomorrow")]
    [InlineData("how long do i boil an egg")]
    public void A_stranger_is_not_answered(string question) =>
        Assert.NotEqual(Decision.Answer, Over(Trained(new CountingEncoder(), Shops.Knowledge)).Match(question).Decision);

    [Fact]
    public void All_confidences_are_probabilities_and_fall()
    {
        var match = Over(Trained(new CountingEncoder(), Shops.Knowledge)).Match("do you sell train tickets or only parking");

        Assert.Equal(4, match.Candidates.Count);
        Assert.InRange(match.Candidates.Sum(candidate => candidate.Confidence), 0, 1);
        Assert.All(match.Candidates.Zip(match.Candidates.Skip(1)), pair => Assert.True(pair.First.Confidence >= pair.Second.Confidence));
    }

    [Fact]
    public void The_same_knowledge_gives_the_same_bytes()
    {
        static byte[] Bytes() => RankerFile.Write("key", Trained(new CountingEncoder(), Shops.Knowledge).Ranked!.Ranker);

        Assert.Equal(Bytes(), Bytes());
    }

    [Fact]
    public void A_ranker_that_was_kept_says_the_same_to_the_last_bit()
    {
        var encoder = new CountingEncoder();
        var trained = Trained(encoder, Shops.Knowledge);
        var kept = KnowledgeSnapshot.InMemory(Shops.Knowledge);
        kept.Use(RankerFile.Read("key", new MemoryStream(RankerFile.Write("key", trained.Ranked!.Ranker)))!, encoder);

        foreach (var question in new[] { "at what time are you open on a sunday", "train to the car park", "money" })
        {
            Assert.Equal(Questions.Said(Over(trained).Match(question)), Questions.Said(Over(kept).Match(question)));
        }
    }

    [Fact]
    public void Few_phrasings_teach_with_all_that_the_encoder_gives()
    {
        using var encoder = new OnnxSentenceEncoder();
        var trained = Trained(encoder, Shops.Knowledge);
        var ranker = RankerFile.Read("key", new MemoryStream(RankerFile.Write("key", trained.Ranked!.Ranker)))!;
        var kept = KnowledgeSnapshot.InMemory(Shops.Knowledge);
        kept.Use(ranker, encoder);

        Assert.Equal(encoder.Wide.Dimensions, ranker.Weights.Dimensions);
        Assert.Equal(encoder.Dimensions, ranker.Nearest.Vectors.Dimensions);
        var match = Over(kept).Match("where may i leave my van");
        Assert.Equal("parking", match.Candidates[0].Entry.Id);
        Assert.Equal(Questions.Said(Over(trained).Match("where may i leave my van")), Questions.Said(match));
    }

    [Fact]
    public void Few_phrasings_say_how_much_each_side_counts()
    {
        var ranker = Trained(new CountingEncoder(), Shops.Knowledge).Ranked!.Ranker;

        Assert.NotEqual(EvidenceBlend.Usual(ranker.Nearest.PerEntry), ranker.Blend);
        Assert.Equal(ranker.Weights.Classes, ranker.Discriminant!.Bias.Length);
    }

    [Fact]
    public void The_discriminant_is_told_with_the_other_features()
    {
        var candidates = Over(Trained(new CountingEncoder(), Shops.Knowledge)).Match("at what time are you open on a sunday").Candidates;

        Assert.All(candidates, candidate => Assert.InRange(candidate.Features.Discriminant!.Value, -100, 0));
        Assert.Contains(candidates, candidate => candidate.Features.Discriminant < 0);
    }

    [Fact]
    public void A_phrasing_is_answered_without_the_encoder()
    {
        var encoder = new CountingEncoder();
        var matcher = Over(Trained(encoder, Shops.Knowledge));
        var before = encoder.Asked;

        var match = matcher.Match("Question about PARKING SPACES?!");

        Assert.Equal("parking", match.Answer!.Id);
        Assert.Equal(MatchWay.Phrasing, match.Way);
        Assert.Equal(before, encoder.Asked);
    }

    [Fact]
    public void Certain_words_are_answered_without_the_encoder()
    {
        var encoder = new CountingEncoder();
        var snapshot = Trained(encoder, Shops.Knowledge);
        snapshot.Use(snapshot.Ranked!.Ranker with { CertainLead = 0.2f }, encoder);
        var before = encoder.Asked;

        var match = Over(snapshot).Match("tell me about a refund for broken goods");

        Assert.Equal("refunds", match.Answer!.Id);
        Assert.Equal(MatchWay.CertainWords, match.Way);
        Assert.Equal(before, encoder.Asked);
    }

    [Fact]
    public void Any_other_question_is_encoded_once()
    {
        var encoder = new CountingEncoder();
        var matcher = Over(Trained(encoder, Shops.Knowledge));
        var before = encoder.Asked;

        Assert.Equal(MatchWay.Learned, matcher.Match("money or a card, or the car").Way);

        Assert.Equal(before + 1, encoder.Asked);
    }

    [Fact]
    public void Without_an_encoder_it_learns_from_words_alone()
    {
        using var none = new NoSentenceEncoder();
        var match = Over(Trained(none, Shops.Knowledge)).Match("do i get my money back for goods that broke");

        Assert.Equal("refunds", match.Candidates[0].Entry.Id);
        Assert.All(match.Candidates, candidate => Assert.Null(candidate.Features.Nearest));
    }

    [Fact]
    public void A_file_without_decoys_is_calibrated_on_entries_left_out()
    {
        var file = new KnowledgeBase("test", Site.Default, Shops.Knowledge.Entries);
        var match = Over(Trained(new CountingEncoder(), file)).Match("who won the match");

        Assert.NotEqual(Decision.Answer, match.Decision);
    }

    [Fact]
    public void An_entry_is_known_by_its_name_too_but_nobody_is_thought_to_have_asked_it()
    {
        var shops = Shops.Knowledge.Entries;
        var named = new KnowledgeBase("test", Site.Default, [shops[0] with { Name = "zoo visit" }, .. shops.Skip(1)]);
        using var none = new NoSentenceEncoder();
        double Hours(KnowledgeBase knowledge) =>
            Over(Trained(none, knowledge)).Match("the zoo on a visit").Candidates.Single(candidate => candidate.Entry.Id == "hours").Features.Learned!.Value;

        Assert.True(Hours(named) > 2 * Hours(new KnowledgeBase("test", Site.Default, shops)));
        Assert.NotEqual(MatchWay.Phrasing, Over(Trained(none, named)).Match("zoo visit").Way);
    }

    [Fact]
    public void Too_few_phrasings_teach_nothing_and_words_decide()
    {
        var snapshot = Trained(new CountingEncoder(), Questions.Hips);

        Assert.False(snapshot.IsTrained);
        Assert.Equal(MatchWay.Words, Over(snapshot).Match("should i walk").Way);
    }

    internal static KnowledgeSnapshot Trained(ISentenceEncoder encoder, KnowledgeBase knowledge)
    {
        var snapshot = KnowledgeSnapshot.InMemory(knowledge);
        new Rankers(encoder, null, TimeProvider.System).Train(snapshot, CancellationToken.None);
        return snapshot;
    }

    private static Matcher Over(KnowledgeSnapshot snapshot) => Questions.Over(snapshot);
}
