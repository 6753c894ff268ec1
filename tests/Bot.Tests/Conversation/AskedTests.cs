using HipFaqBot.Search.Matching;
using Microsoft.Extensions.DependencyInjection;

namespace HipFaqBot.Bot.Tests.Conversation;

/// <summary>The questions that the shipped signs ask where a message leaves them open.</summary>
[Collection(OneBot.Name)]
public sealed class AskedTests(RunningBot bot)
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
        Assert.Contains("call your local emergency number now", asked.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["Yes", "No"], asked.Buttons.Select(button => (string?)button["title"]));
        Assert.StartsWith("**Get help today.**", yes.Text, StringComparison.Ordinal);
        // A yes is no question: nothing is looked up for it. What the open question itself finds may be the same by chance.
        var matcher = bot.Services.GetRequiredService<Matcher>();
        var lookedUp = matcher.Match("yes").Suggestions.Except(matcher.Match(open).Suggestions).Select(entry => entry.Question).ToList();
        Assert.NotEmpty(lookedUp);
        Assert.Empty(Titles(yes).Intersect(lookedUp));
    }

    [Fact]
    public async Task One_thing_is_asked_at_a_time_and_what_was_asked_waits_for_the_answer()
    {
        var (chat, other) = (new Chat(bot), new Chat(bot));
        const string open = "my calf hurts, can i massage it";

        var asked = await chat.SayAsync(open);
        var yes = await chat.SayAsync("yes");
        await other.SayAsync(open);
        var no = await other.SayAsync("no");

        Assert.Equal("rf-calf-clot", (string?)asked.Entity!["alert"]?["sign"]);
        Assert.DoesNotContain("Did you mean", asked.Text, StringComparison.Ordinal);
        Assert.Equal(["Yes", "No"], asked.Buttons.Select(button => (string?)button["title"]));
        Assert.DoesNotContain("massage, foam rolling", yes.Text, StringComparison.Ordinal);
        Assert.StartsWith("All right. If that changes, ", no.Text, StringComparison.Ordinal);
        Assert.Contains(no.Buttons, button => (string?)button["title"] == "Do massage, foam rolling or stretching gadgets help?");
    }

    private static IEnumerable<string?> Titles(Reply reply) => reply.Buttons.Select(button => (string?)button["title"]);
}
