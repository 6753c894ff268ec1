namespace HipFaqBot.Bot.Tests.Pages.Faq;

/// <summary>What the setting <c>PublicUrl</c> does: the chat's answers link to their page, and the pages say their full address.</summary>
public sealed class FaqLinkTests
{
    private const string Question = "How long does hip physical therapy take?";

    [Theory]
    [InlineData("https://hips.example.org", "https://hips.example.org/faq/pt-duration")]
    [InlineData(" https://hips.example.org:8443/ ", "https://hips.example.org:8443/faq/pt-duration")]
    [InlineData("http://intranet/hips/", "http://intranet/hips/faq/pt-duration")]
    public async Task An_answer_ends_with_a_link_to_its_page(string publicUrl, string address)
    {
        using var bot = new RunningBot([("PublicUrl", publicUrl)]);

        var text = (await bot.SayAsync(Question)).Text;
        var page = await FaqMarkup.GetAsync(bot, "/faq/pt-duration");

        Assert.EndsWith($"not yet reviewed by a clinician\n\n[Read this on the FAQ page]({address})", text, StringComparison.Ordinal);
        Assert.Contains($"<link rel=\"canonical\" href=\"{address}\">", page.Html, StringComparison.Ordinal);
        Assert.Equal(address, (string?)page.Schema!["mainEntity"]![0]!["url"]);
    }

    [Fact]
    public async Task Only_answers_have_the_link()
    {
        using var bot = new RunningBot([("PublicUrl", "https://hips.example.org")]);

        foreach (var text in (string[])["What is the capital of France?", "how long", ""])
            Assert.DoesNotContain("hips.example.org", (await bot.SayAsync(text)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task Without_the_setting_there_is_no_link(string? publicUrl)
    {
        using var bot = new RunningBot(publicUrl is null ? [] : [("PublicUrl", publicUrl)]);

        Assert.DoesNotContain("FAQ page", (await bot.SayAsync(Question)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hips.example.org")]
    [InlineData("ftp://hips.example.org")]
    [InlineData("/faq")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://hips.example.org/?x=1")]
    [InlineData("https://hips.example.org/#top")]
    [InlineData("https://user@hips.example.org")]
    [InlineData("https://hips.example.org/a(b)")]
    public void What_is_no_web_address_is_named_with_its_key_value_and_cure(string publicUrl)
    {
        var problem = Assert.Single(new PublicAddress { PublicUrl = publicUrl }.Problems());

        Assert.StartsWith($"PublicUrl is \"{publicUrl}\": write the address", problem, StringComparison.Ordinal);
        Assert.EndsWith("or leave it out.", problem, StringComparison.Ordinal);
    }
}
