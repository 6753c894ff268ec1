using System.Net;

namespace HipFaqBot.Bot.Tests.Pages.Faq;

/// <summary>What the page's own search finds, and what becomes of the words.</summary>
public sealed class FaqSearchTests(RunningBot bot) : IClassFixture<RunningBot>
{
    private const string Nothing = "Nothing here fits your words";

    [Theory]
    [InlineData("how many weeks of physio will i need", "pt-duration")]
    [InlineData("shoud i keep walkin with hip pain", "ex-walking")]
    [InlineData("keep walking", "ex-walking")]
    public async Task The_entry_that_fits_best_stands_first_and_whole(string words, string entry)
    {
        var page = await FaqMarkup.SearchAsync(bot, words);

        Assert.Equal(entry, page.Answered[0]);
        Assert.InRange(page.Answered.Count, 1, 3);
        Assert.Contains("General information, not a diagnosis.", page.Text, StringComparison.Ordinal);
        Assert.Contains("not yet reviewed by a clinician", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Nothing, page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("What is the capital of France?")]
    [InlineData("best pizza in town")]
    [InlineData("hip hop classes near me")]
    public async Task Where_nothing_fits_the_page_says_so_with_whom_to_call_and_offers_all_questions(string words)
    {
        var page = await FaqMarkup.SearchAsync(bot, words);

        Assert.Contains(Nothing, page.Text, StringComparison.Ordinal);
        Assert.Contains("<p><strong>In an emergency call your local emergency number", page.Html, StringComparison.Ordinal);
        Assert.Empty(page.Answered);
        Assert.Contains("<li><a href=\"/faq/pt-duration\">", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("😀🦴")]
    [InlineData("?!")]
    public async Task What_holds_no_words_is_asked_to(string words) =>
        Assert.Contains("Please type your question in a few words", (await FaqMarkup.SearchAsync(bot, words)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("/faq?q=")]
    [InlineData("/faq?q=%20%09")]
    [InlineData("/faq/")]
    public async Task Without_words_it_is_the_whole_page(string path) =>
        Assert.Equal(await FaqMarkup.GetAsync(bot, "/faq"), await FaqMarkup.GetAsync(bot, path));

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' onfocus='alert(1)' autofocus='")]
    [InlineData("</title></head><body onload=alert(1)>")]
    [InlineData("javascript:alert(1)//{name}{number}")]
    public async Task Markup_in_the_words_stays_words(string words)
    {
        var page = await FaqMarkup.SearchAsync(bot, words);

        var field = page.Tags.Single(tag => tag.StartsWith("<input", StringComparison.Ordinal));
        Assert.Contains($" value=\"{words}\" maxlength", WebUtility.HtmlDecode(field), StringComparison.Ordinal);
        Assert.Single(page.Tags, "<body>");
        Assert.DoesNotContain(page.Tags, tag => tag.StartsWith("<script", StringComparison.Ordinal));
        Assert.DoesNotContain(page.Tags, tag => tag.StartsWith("<img", StringComparison.Ordinal));
        Assert.Null(page.Schema);
        Assert.Equal(2, page.Html.Split("alert(1)").Length);
    }

    [Theory]
    [InlineData("%00hip%00")]
    [InlineData("%ED%A0%80hip")]
    [InlineData("hip&q=pain")]
    [InlineData("%2B(hip%20AND%20*%3A*%20OR%20%22hip~10%20%5Ba%20TO%20b%5D%5E9")]
    [InlineData("髋部疼痛")]
    public async Task Odd_words_get_a_page(string query)
    {
        using var response = await bot.Http.GetAsync(new Uri($"/faq?q={query}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task As_many_words_as_an_address_can_hold_get_a_page()
    {
        using var response = await bot.Http.GetAsync(new Uri($"/faq?q={string.Join('+', Enumerable.Repeat("hip", 1_900))}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_search_is_kept_nowhere_and_shown_to_no_search_engine()
    {
        using var response = await bot.Http.GetAsync(new Uri("/faq?q=walking", UriKind.Relative));
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Null(response.Headers.ETag);
        Assert.Contains("<meta name=\"robots\" content=\"noindex\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"canonical\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_words_are_not_logged_even_where_the_frameworks_logs_are_turned_up()
    {
        string[] turnedUp = ["Default", "Microsoft", "Microsoft.AspNetCore"];
        using var loud = new RunningBot(turnedUp.Select(name => ($"Logging:LogLevel:{name}", "Trace")));

        foreach (var path in (string[])["/faq?q=zebracanary+hip+pain", "/faq?q=zebracanary&q=hip", "/faq/zebracanary?q=zebracanary"])
        {
            using var response = await loud.Http.GetAsync(new Uri(path, UriKind.Relative));
        }

        Assert.Contains("Microsoft.AspNetCore.Routing", loud.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("q=", loud.Logs.Text, StringComparison.Ordinal);
    }
}
