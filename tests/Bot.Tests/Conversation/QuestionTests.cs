namespace HipFaqBot.Bot.Tests.Conversation;

/// <summary>Where a message leaves it open, the bot asks one short question, which says itself what to do if the answer is yes.</summary>
public sealed class QuestionTests : IDisposable
{
    private const string Ask = "Is the numbness new or spreading, or is the leg weak?";
    private const string Open = "my leg is weak";

    private readonly RunningBot _bot = new([], knowledge => knowledge.Edit(
        "warning-signs.yaml", "      - legNumbNow - everyday|outerThigh\n", "      - weakLeg\n"));

    public void Dispose() => _bot.Dispose();

    [Fact]
    public async Task A_yes_is_the_whole_card_and_a_no_answers_what_was_asked()
    {
        var chat = new Chat(_bot);

        var asked = await chat.SayAsync(Open);
        var yes = await chat.SayAsync("Yes");

        Assert.StartsWith(Ask, asked.Text, StringComparison.Ordinal);
        Assert.Equal("rf-leg-weakness", (string?)asked.Entity!["alert"]!["sign"]);
        Assert.Equal("expectingInput", (string?)asked.Activity["inputHint"]);
        Assert.Equal(["Yes", "No"], asked.Buttons.Select(button => (string?)button["title"]));
        Assert.Contains(Shipped.Disclaimer, asked.Text, StringComparison.Ordinal);
        Assert.StartsWith("**Get help today.**", yes.Text, StringComparison.Ordinal);

        var other = new Chat(_bot);
        await other.SayAsync(Open);
        var no = await other.SayAsync("No");
        Assert.StartsWith("All right. If that changes, ", no.Text, StringComparison.Ordinal);
        Assert.Null(no.Entity!["alert"]);
    }
}
