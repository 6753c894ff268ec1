namespace HipFaqBot.Bot.Tests.Conversation;

/// <summary>The questions that the shipped signs ask where a message leaves them open.</summary>
public sealed class AskedTests(RunningBot bot) : IClassFixture<RunningBot>
{
    [Theory]
    [InlineData("my calf hurts", "rf-calf-clot")]
    [InlineData("i have a fever", "rf-fever-joint")]
    [InlineData("my left leg has gone numb", "rf-leg-weakness")]
    [InlineData("i cant walk properly since monday", "rf-cannot-stand")]
    [InlineData("i fell on my hip yesterday", "rf-fall-at-risk")]
    public async Task It_says_what_to_do_if_the_answer_is_yes_and_a_bare_yes_counts(string open, string sign)
    {
        var chat = new Chat(bot);

        var asked = await chat.SayAsync(open);
        var yes = await chat.SayAsync("yes");

        Assert.Equal(sign, (string?)asked.Entity!["alert"]?["sign"]);
        Assert.Contains("today", asked.Text, StringComparison.Ordinal);
        Assert.Contains("call ", asked.Text, StringComparison.Ordinal);
        Assert.Equal(["Yes", "No"], asked.Buttons.Select(button => (string?)button["title"]));
        Assert.StartsWith("**Get help today.**", yes.Text, StringComparison.Ordinal);
    }
}
