using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder.Tests.Turn;

public sealed class MessageFactoryTests
{
    [Fact]
    public void Text_accepts_input_unless_told_otherwise()
    {
        var plain = MessageFactory.Text("hello");
        var asking = MessageFactory.Text("hello", "hello there", InputHints.ExpectingInput);

        Assert.Equal(("message", "hello", null, "acceptingInput"), (plain.Type, plain.Text, plain.Speak, plain.InputHint));
        Assert.Equal(("hello there", "expectingInput"), (asking.Speak, asking.InputHint));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void Blank_text_and_speech_are_none(string? blank)
    {
        var message = MessageFactory.Text(blank, blank);

        Assert.Null(message.Text);
        Assert.Null(message.Speak);
    }

    [Fact]
    public void A_word_becomes_a_button_that_sends_it()
    {
        var button = MessageFactory.SuggestedActions(["Yes"], "Well?", null, null).SuggestedActions!.Actions!.Single();

        Assert.Equal(("imBack", "Yes", "Yes"), (button.Type, button.Title, button.Value));
    }

    [Fact]
    public void Attachments_lie_in_a_list_or_side_by_side()
    {
        var card = new HeroCard { Title = "Hip" }.ToAttachment();

        Assert.Equal("list", MessageFactory.Attachment(card).AttachmentLayout);
        Assert.Equal("list", MessageFactory.Attachment([card, card]).AttachmentLayout);
        Assert.Equal("carousel", MessageFactory.Carousel([card, card]).AttachmentLayout);
    }

    [Fact]
    public void A_file_elsewhere_is_named_by_its_address()
    {
        var attachment = MessageFactory.ContentUrl("https://example.test/a.png", "image/png").Attachments!.Single();

        Assert.Equal(("https://example.test/a.png", "image/png", ""), (attachment.ContentUrl, attachment.ContentType, attachment.Name));
        Assert.Throws<ArgumentNullException>(() => MessageFactory.ContentUrl(" ", "image/png"));
    }
}
