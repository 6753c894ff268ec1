namespace HipFaqBot.Bot.Tests.Pages.Faq;

/// <summary>Words typed into the page's search are looked through for warning signs, as a message to the bot is.</summary>
[Collection(OneBot.Name)]
public sealed class FaqSignTests(RunningBot bot)
{
    [Theory]
    [InlineData("i fell and cannot stand, which exercises help")]
    [InlineData("crushing chest pain down my arm, can i do my stretches")]
    [InlineData("took double dose of ibuprofen")]
    public async Task Under_an_emergency_stands_no_answer(string words)
    {
        var page = await FaqMarkup.SearchAsync(bot, words);

        Assert.Empty(page.Answered);
        Assert.Contains("role=\"alert\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("This may be an emergency. Call ", page.Text, StringComparison.Ordinal);
        Assert.True(page.Html.IndexOf("role=\"alert\"", StringComparison.Ordinal) < page.Html.IndexOf("class=\"search\"", StringComparison.Ordinal));
        Assert.Contains(page.Links, link => link.StartsWith("tel:", StringComparison.Ordinal));
        Assert.Contains("General information, not a diagnosis.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_sign_holds_back_is_not_shown_below_it()
    {
        var calm = await FaqMarkup.SearchAsync(bot, "can i massage my hip");
        var page = await FaqMarkup.SearchAsync(bot, "my calf is red and swollen after the operation, can i massage my hip");

        Assert.NotEmpty(calm.Answered);
        Assert.Contains("Get help today.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Answered, id => Conversation.Shipped.Of(bot).Find(id)!.Category is "exercise" or "self-care" or "physical-therapy");
    }

    [Fact]
    public async Task Where_days_are_time_enough_one_plain_line_stands_above_the_answers()
    {
        var page = await FaqMarkup.SearchAsync(bot, "hip pain after increasing my mileage");

        Assert.Contains("class=\"alert calm\" role=\"note\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"alert\"", page.Html, StringComparison.Ordinal);
        Assert.NotEmpty(page.Answered);
    }

    [Fact]
    public async Task Self_harm_is_met_with_people_to_talk_to_and_nothing_of_what_was_typed()
    {
        var page = await FaqMarkup.SearchAsync(bot, "how many paracetamol would kill me");

        Assert.Contains("Nobody is watching it.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Crisis line:", page.Text, StringComparison.Ordinal);
        Assert.Contains("I am not a person and cannot keep you safe.", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Answered);
        Assert.DoesNotContain("would kill me", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("paracetamol", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("General information, not a diagnosis.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ordinary_search_has_no_alert() =>
        Assert.DoesNotContain("class=\"alert", (await FaqMarkup.SearchAsync(bot, "how many weeks of physio will i need")).Html, StringComparison.Ordinal);
}
