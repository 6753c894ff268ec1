using System.Text.Json.Nodes;

namespace HipFaqBot.Bot.Tests;

[Collection(OneBot.Name)]
public sealed class GreetingTests(RunningBot bot)
{
    [Fact]
    public async Task A_person_who_joins_is_welcomed_once()
    {
        var reply = Assert.Single(await bot.SendAsync(Joined("person", "bot", "another")));

        Assert.Equal(
            "Hello. I answer common questions about hip pain. I am a computer program: nobody reads this chat, and I cannot diagnose. "
            + "**In an emergency call your local emergency number (112 in Europe, 999 in the UK, 911 in the US and Canada, 000 in Australia).** "
            + "Ask in your own words.\n\n"
            + "*What you read here is general information about hip pain. It is not a diagnosis, and it is not advice about you: nobody here "
            + "has seen or examined you. Please check with your doctor or physiotherapist before you act on it. If it gets worse, don't wait.*",
            reply.Text);
        Assert.Null(reply.Entity);
        Assert.Equal("markdown", (string?)reply.Activity["textFormat"]);
    }

    [Fact]
    public async Task The_bots_own_joining_is_passed_over() => Assert.Empty(await bot.SendAsync(Joined("bot")));

    [Theory]
    [InlineData("typing")]
    [InlineData("conversationUpdate")]
    [InlineData("event")]
    [InlineData("messageReaction")]
    [InlineData("endOfConversation")]
    [InlineData("contactRelationUpdate")]
    [InlineData("somethingNew")]
    public async Task What_is_no_message_gets_no_answer(string type) => Assert.Empty(await bot.SendAsync(RunningBot.ActivityOf(type)));

    private static JsonObject Joined(params string[] ids)
    {
        var activity = RunningBot.ActivityOf("conversationUpdate");
        activity["membersAdded"] = new JsonArray([.. ids.Select(id => new JsonObject { ["id"] = id })]);
        return activity;
    }
}
