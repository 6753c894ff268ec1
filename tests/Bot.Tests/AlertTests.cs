namespace HipFaqBot.Bot.Tests;

public sealed class AlertTests(RunningBot bot) : IClassFixture<RunningBot>
{
    [Theory]
    [InlineData("i have crushing chest pain, should i keep walking with hip pain?")]
    [InlineData("CHEST PAIN and my hip hurts")]
    public async Task An_emergency_is_the_whole_reply_and_no_answer_follows(string text)
    {
        var reply = await bot.SayAsync(text);

        Assert.StartsWith("**This may be an emergency. Call ", reply.Text, StringComparison.Ordinal);
        Assert.Contains("This is general information, not medical advice.", reply.Text, StringComparison.Ordinal);
        Assert.Equal(("decline", null), (reply.Decision, reply.Entry));
        Assert.Equal("emergency", (string?)reply.Entity!["alert"]!["urgency"]);
        Assert.Equal("rf-chest-breath", (string?)reply.Entity!["alert"]!["sign"]);
        Assert.Empty(reply.Buttons);
    }

    [Fact]
    public async Task A_sign_in_a_very_long_story_is_found()
    {
        var story = string.Concat(Enumerable.Repeat("we went to the shops and had tea with my sister. ", 200));

        var reply = await bot.SayAsync($"{story} then i had crushing chest pain. {story}");

        Assert.Equal("emergency", (string?)reply.Entity!["alert"]?["urgency"]);
    }

    [Fact]
    public async Task An_ordinary_question_carries_no_alert()
    {
        var reply = await bot.SayAsync("Should I keep walking with hip pain?");

        Assert.False(reply.Entity!.ContainsKey("alert"));
    }
}
