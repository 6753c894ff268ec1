namespace HipFaqBot.Bot.Tests.Pages.Faq;

/// <summary>What the setting <c>PublicUrl</c> does: the chat's answers link to their page, and the pages say their full address.</summary>
public sealed class FaqLinkTests(FaqLinkTests.Published published) : IClassFixture<FaqLinkTests.Published>
{
    private const string Question = "How long does hip physical therapy take?";
    private const string PublicUrl = " https://hips.example.org:8443/ ";
    private const string Address = "https://hips.example.org:8443/faq/pt-duration";

    [Fact]
    public async Task An_answer_ends_with_a_link_to_its_page()
    {
        var text = (await published.Bot.SayAsync(Question)).Text;
        var page = await FaqMarkup.GetAsync(published.Bot, "/faq/pt-duration");

        Assert.EndsWith($"not yet reviewed by a clinician\n\n[Read this on the FAQ page]({Address})", text, StringComparison.Ordinal);
        Assert.Contains($"<link rel=\"canonical\" href=\"{Address}\">", page.Html, StringComparison.Ordinal);
        Assert.Equal(Address, (string?)page.Schema!["mainEntity"]![0]!["url"]);
    }

    [Fact]
    public async Task Only_answers_have_the_link()
    {
        foreach (var text in (string[])["What is the capital of France?", "how long", ""])
            Assert.DoesNotContain("hips.example.org", (await published.Bot.SayAsync(text)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_setting_there_is_no_link()
    {
        using var bot = new RunningBot();

        Assert.DoesNotContain("FAQ page", (await bot.SayAsync(Question)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://hips.example.org", "https://hips.example.org/faq/pt-duration")]
    [InlineData(PublicUrl, Address)]
    [InlineData("http://intranet/hips/", "http://intranet/hips/faq/pt-duration")]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData(" ", null)]
    public void The_address_of_a_page_begins_with_the_setting(string? publicUrl, string? address)
    {
        var setting = new PublicAddress { PublicUrl = publicUrl };

        Assert.Empty(setting.Problems());
        Assert.Equal(address, setting.FaqPage("pt-duration")?.AbsoluteUri);
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

    /// <summary>The service with its address written carelessly.</summary>
    public sealed class Published : IDisposable
    {
        internal RunningBot Bot { get; } = new([("PublicUrl", PublicUrl)]);

        public void Dispose() => Bot.Dispose();
    }
}
