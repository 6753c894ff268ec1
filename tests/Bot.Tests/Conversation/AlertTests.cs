using System.Text.Json;

namespace HipFaqBot.Bot.Tests;

[Collection(OneBot.Name)]
public sealed class AlertTests(RunningBot bot)
{
    [Theory]
    [InlineData("i have crushing chest pain, should i keep walking with hip pain?")]
    [InlineData("CHEST PAIN and my hip hurts")]
    public async Task An_emergency_is_the_whole_reply_and_no_answer_follows(string text)
    {
        var reply = await bot.SayAsync(text);

        Assert.StartsWith("**This may be an emergency. Call ", reply.Text, StringComparison.Ordinal);
        Assert.Contains("General information, not a diagnosis.", reply.Text, StringComparison.Ordinal);
        Assert.Equal(("decline", null), (reply.Decision, reply.Entry));
        Assert.Equal("emergency", (string?)reply.Entity!["alert"]!["urgency"]);
        Assert.Equal("rf-chest-breath", (string?)reply.Entity!["alert"]!["sign"]);
        Assert.Equal(["I am getting help", "This is not happening now"], reply.Buttons.Select(button => (string?)button["value"]));
    }

    [Fact]
    public async Task What_the_call_handler_is_to_be_told_besides_is_true()
    {
        var reply = await bot.SayAsync("i fell and cannot stand on my leg");

        Assert.Contains("Tell them this too: Cannot stand or walk.", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("without a fall", reply.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task To_thoughts_of_self_harm_the_reply_is_help_and_nothing_else()
    {
        var reply = await bot.SayAsync("the pain makes me want to die");

        Assert.Equal("rf-suicide-selfharm", (string?)reply.Entity!["alert"]!["sign"]);
        Assert.Contains("You are not alone", reply.Text, StringComparison.Ordinal);
        Assert.EndsWith("see them or your doctor.*", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("](http", reply.Text, StringComparison.Ordinal);
        Assert.Empty(reply.Buttons);
    }

    [Fact]
    public async Task Somebody_hurt_by_another_person_is_told_how_to_clear_the_chat_by_the_buttons_own_name()
    {
        using var words = JsonDocument.Parse(File.ReadAllText(Repository.Path("src/Bot/Pages/words/en.json")));

        var reply = await bot.SayAsync("my husband pushed me down the stairs");

        Assert.Equal("rf-harmed-by-other", (string?)reply.Entity!["alert"]!["sign"]);
        Assert.Contains($"press \"{words.RootElement.GetProperty("startOver").GetString()}\" in the web chat. It erases this conversation.", reply.Text, StringComparison.Ordinal);
        Assert.Contains("clear the browser history", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_must_be_seen_today_comes_before_any_answer()
    {
        var reply = await bot.SayAsync("my calf is swollen and hot since my hip op, what exercises can i do");

        Assert.StartsWith("**", reply.Text, StringComparison.Ordinal);
        Assert.NotNull(reply.Entity!["alert"]);
        Assert.DoesNotMatch("^(ex|sc|pt)-", reply.Entry ?? "");
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
