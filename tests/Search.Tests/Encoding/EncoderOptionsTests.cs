using HipFaqBot.Search.Encoding;

namespace HipFaqBot.Search.Tests.Encoding;

public class EncoderOptionsTests
{
    [Theory]
    [InlineData("use-lite")]
    [InlineData("Use-Lite")]
    [InlineData("")]
    public void The_encoder_of_the_build_is_used_by_that_name_or_none(string set)
    {
        using var encoder = new EncoderOptions { Encoder = set }.Open();

        Assert.Equal(512, encoder.Dimensions);
    }

    [Fact]
    public void None_has_no_vectors()
    {
        using var encoder = new EncoderOptions { Encoder = "none" }.Open();

        Assert.Equal(0, encoder.Dimensions);
        Assert.Empty(encoder.Encode("my hip hurts"));
    }

    [Fact]
    public void Another_name_is_refused_with_key_value_and_cure() =>
        Assert.Equal(["Search:Encoder is 'minilm': set use-lite or none."], new EncoderOptions { Encoder = "minilm" }.Problems());
}
