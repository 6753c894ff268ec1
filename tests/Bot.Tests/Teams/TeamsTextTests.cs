using System.Text.Json.Nodes;
using HipFaqBot.Bot.Teams;
using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.Bot.Tests.Teams;

public sealed class TeamsTextTests
{
    [Theory]
    [InlineData("<at>Hip FAQ</at> is walking good?", "is walking good?")]
    [InlineData("is walking <AT>hip faq</AT> good?", "is walking good?")]
    [InlineData("<at>Hip FAQ</at>&nbsp;is it &lt;3 weeks &amp; more?", "is it <3 weeks & more?")]
    [InlineData("<at>Hip FAQ</at> <at>Hip FAQ</at>  hello", "hello")]
    [InlineData("<at>Anna</at> asks: is walking good, <at>Hip FAQ</at>?", "Anna asks: is walking good, ?")]
    [InlineData("<at>Nobody</at> is typed", "<at>Nobody</at> is typed")]
    [InlineData("first line\nsecond line", "first line\nsecond line")]
    public void Mentions_are_taken_out_by_their_ids(string text, string expected)
    {
        var said = new Activity("message")
        {
            Text = text,
            Recipient = new ChannelAccount("28:bot"),
            Entities =
            [
                new Mention(new ChannelAccount("28:bot", "Hip FAQ"), "<at>Hip FAQ</at>"),
                new Mention(new ChannelAccount("29:anna", "Anna"), "<at>Anna</at>"),
            ],
        };

        Assert.Equal(expected, TeamsText.Of(said));
    }

    [Fact]
    public void A_mention_without_its_text_is_found_by_the_name()
    {
        var said = new Activity("message")
        {
            Text = "<at>Hip FAQ</at> hello",
            Recipient = new ChannelAccount("28:bot"),
            Entities = [new Mention(new ChannelAccount("28:bot", "Hip FAQ"))],
        };

        Assert.Equal("hello", TeamsText.Of(said));
    }

    [Theory]
    [InlineData("""{"ask":"a question"}""", "a question")]
    [InlineData("""{"ask":7}""", "")]
    [InlineData("""{"other":"x"}""", "")]
    [InlineData("[]", "")]
    [InlineData("7", "")]
    [InlineData("\"ask\"", "")]
    [InlineData("null", "")]
    public void A_button_says_what_its_value_asks(string value, string expected) =>
        Assert.Equal(expected, TeamsText.Of(new Activity("message") { Value = JsonNode.Parse(value) }));

    [Fact]
    public void Typed_words_go_before_a_value() =>
        Assert.Equal("typed", TeamsText.Of(new Activity("message") { Text = "typed", Value = JsonNode.Parse("""{"ask":"x"}""") }));
}
