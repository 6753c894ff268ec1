using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder.Tests;

public sealed class ActivityTests
{
    [Fact]
    public void A_reply_goes_back_the_way_the_message_came()
    {
        var reply = Message().CreateReply("hello");

        Assert.Equal(
            ("message", "b", "u", "c", "m", "hello", "de"),
            (reply.Type, reply.From!.Id, reply.Recipient!.Id, reply.Conversation!.Id, reply.ReplyToId, reply.Text, reply.Locale));
        Assert.Empty(reply.Attachments!);
        Assert.NotNull(reply.Timestamp);
    }

    [Theory]
    [InlineData("directline", null)]
    [InlineData("WebChat", null)]
    [InlineData("msteams", "m")]
    public void An_update_of_a_web_conversation_is_nothing_to_reply_to(string channel, string? replyTo)
    {
        var update = Message();
        update.Type = ActivityTypes.ConversationUpdate;
        update.ChannelId = channel;

        Assert.Equal(replyTo, update.GetConversationReference().ActivityId);
        Assert.Equal(replyTo, update.CreateReply().ReplyToId);
    }

    [Fact]
    public void A_reference_is_applied_to_what_goes_out_and_to_what_came_in()
    {
        var reference = Message().GetConversationReference();

        var sent = new Activity { Locale = "fr" }.ApplyConversationReference(reference);
        var received = new Activity().ApplyConversationReference(reference, isIncoming: true);

        Assert.Equal(("b", "u", "m", null, "fr"), (sent.From!.Id, sent.Recipient!.Id, sent.ReplyToId, sent.Id, sent.Locale));
        Assert.Equal(("u", "b", null, "m", "de"), (received.From!.Id, received.Recipient!.Id, received.ReplyToId, received.Id, received.Locale));
    }

    [Fact]
    public void A_continuation_is_an_event_from_the_person_with_an_id_of_its_own()
    {
        var reference = Message().GetConversationReference();

        var continuation = reference.GetContinuationActivity();

        Assert.Equal(("event", "ContinueConversation", "u", "b"), (continuation.Type, continuation.Name, continuation.From!.Id, continuation.Recipient!.Id));
        Assert.Same(reference, continuation.RelatesTo);
        Assert.True(Guid.TryParse(continuation.Id, out _));
    }

    [Theory]
    [InlineData("message", true)]
    [InlineData("Message", true)]
    [InlineData("message/special", true)]
    [InlineData("messageUpdate", false)]
    [InlineData("mess", false)]
    [InlineData(null, false)]
    public void An_activity_is_a_message_by_its_type(string? type, bool expected)
    {
        Assert.Equal(expected, new Activity(type).AsMessageActivity() is not null);
    }

    [Fact]
    public void A_mention_is_found_and_taken_out_of_the_text()
    {
        var message = ActivityJson.Deserialize<Activity>(
            """
            {"type":"message","text":"<at>Bot</at> my hip hurts","recipient":{"id":"b"},
             "entities":[{"type":"mention","mentioned":{"id":"b","name":"Bot"},"text":"<at>Bot</at>"},{"type":"mention","mentioned":"b"},{"type":"other"}]}
            """)!;

        Assert.True(message.MentionsRecipient());
        Assert.Equal("my hip hurts", message.RemoveRecipientMention());
    }

    [Fact]
    public void Entities_are_equal_when_their_JSON_is()
    {
        var one = new Entity("e") { Properties = { ["a"] = 1 } };

        Assert.Equal(one, one.GetAs<Entity>());
        Assert.NotSame(one, one.GetAs<Entity>());
        Assert.NotEqual(one, new Entity("e"));
    }

    private static Activity Message() => new(ActivityTypes.Message)
    {
        Id = "m",
        ChannelId = "test",
        ServiceUrl = "https://channel.example/",
        From = new ChannelAccount("u"),
        Recipient = new ChannelAccount("b"),
        Conversation = new ConversationAccount(id: "c"),
        Locale = "de",
    };
}
