using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Tests.Text;

public sealed class SlipTests
{
    [Theory]
    [InlineData("sould", "should", "a letter left out")]
    [InlineData("agai", "again", "the last left out")]
    [InlineData("hpi", "hip", "two swapped")]
    [InlineData("hipp", "hip", "one typed twice")]
    [InlineData("paun", "pain", "the key beside it")]
    [InlineData("paln", "pain", "a key of the next row", false)]
    [InlineData("pakn", "pain", "the key below it")]
    [InlineData("paxin", "pain", "a letter too many", false)]
    [InlineData("hand", "hip", "several slips", false)]
    [InlineData("hip", "hip", "none", false)]
    [InlineData("hi", "hips", "two left out", false)]
    [InlineData("ahip", "hip", "a letter before it", false)]
    public void Hands_make_some_slips_and_not_others(string word, string meant, string slip, bool likely = true) =>
        Assert.True(Slip.IsLikely(word, meant) == likely, slip);
}
