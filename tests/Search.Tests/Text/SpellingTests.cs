using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Tests.Text;

public sealed class SpellingTests
{
    private static readonly QuestionAnalyzer Hips = new(ShippedKnowledge.Knowledge);

    [Theory]
    [InlineData("will i need an opperation", "will i need an operation")]
    [InlineData("how many weeks of phisio", "how many weeks of physio")]
    [InlineData("is arthritus in the familly", "is arthritis in the family")]
    [InlineData("streches for a stif hip", "stretches for a stiff hip")]
    [InlineData("hip replasement", "hip replacement")]
    [InlineData("my hippain is back", "my hip pain is back")]
    public void A_slip_becomes_the_word_that_was_meant(string typed, string meant) => Assert.Equal(meant, Hips.Read(typed).Plain);

    [Theory]
    [InlineData("sould i rest", "should i rest")]
    [InlineData("whe can i drive agai", "when can i drive again")]
    [InlineData("hpi pain", "hip pain")]
    public void The_slip_that_a_hand_makes_is_likelier_than_another(string typed, string meant) => Assert.Equal(meant, Hips.Read(typed).Plain);

    [Theory]
    [InlineData("wot can i do", "what can i do")]
    [InlineData("cant sleep", "can not sleep")]
    [InlineData("i'm sore, u think its bad", "i am sore you think its bad")]
    public void Shorthand_is_spelt_out(string typed, string meant) => Assert.Equal(meant, Hips.Read(typed).Plain);

    [Theory]
    [InlineData("does swimming or netball in leeds matter")]
    [InlineData("psoas bursa and gluteus medius")]
    [InlineData("vitamin d and yoga")]
    public void Words_that_are_right_stay(string typed) => Assert.Empty(Hips.Read(typed).Corrections);

    [Theory]
    [InlineData("xqzzv")]
    [InlineData("b12")]
    [InlineData("acl")]
    [InlineData("plri")]
    [InlineData("гідрокортизон")]
    public void What_is_like_no_word_stays(string typed) => Assert.Equal(typed, Hips.Read(typed).Plain);

    [Fact]
    public void What_was_repaired_and_what_a_synonym_stood_for_is_told()
    {
        var read = Hips.Read("thr opperation");

        Assert.Contains(new Replacement("opperation", "operation"), read.Corrections);
        Assert.Contains(read.Expansions, expansion => expansion.From == "thr");
    }

    [Fact]
    public void A_phrasing_and_a_question_with_the_same_slip_are_read_alike() =>
        Assert.Equal(Hips.Words("how long does hip therapy last"), Hips.Words("how long does hip theraphy last"));
}
