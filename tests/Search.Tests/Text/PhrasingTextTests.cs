using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Tests.Text;

public sealed class PhrasingTextTests
{
    [Theory]
    [InlineData("Should I keep walking?", "should i keep walking")]
    [InlineData("  should I -- keep\twalking ", "should i keep walking")]
    [InlineData("can’t walk", "can't walk")]
    [InlineData("ＨＩＰ ﬁrst", "hip first")]
    [InlineData("?!", "")]
    [InlineData("' ’", "")]
    [InlineData("\ud83d hip", "hip")]
    [InlineData("", "")]
    public void Case_punctuation_and_form_do_not_count(string phrasing, string expected) =>
        Assert.Equal(expected, PhrasingText.Normalize(phrasing));
}
