using System.Net;

namespace HipFaqBot.Bot.Tests.Pages;

[Collection(OneBot.Name)]
public sealed class PageTests(RunningBot host)
{
    [Fact]
    public async Task The_page_has_a_fresh_nonce_and_a_policy_that_lets_nothing_else_run()
    {
        using var first = await host.Http.GetAsync(new Uri(host.Http.BaseAddress!, "/chat"));
        using var second = await host.Http.GetAsync(new Uri(host.Http.BaseAddress!, "/chat"));

        var policy = first.Headers.GetValues("Content-Security-Policy").Single();
        Assert.NotEqual(policy, second.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains("default-src 'none'; script-src 'nonce-", policy, StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", first.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", first.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", first.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.True(first.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task The_page_says_whom_to_call_in_an_emergency_and_what_it_needs_without_script()
    {
        var html = await host.Http.GetStringAsync(new Uri(host.Http.BaseAddress!, "/chat"));

        Assert.Contains("<p class=\"emergency\" lang=\"en\">In an emergency call ", html, StringComparison.Ordinal);
        Assert.Contains("<p class=\"opening\" lang=\"en\">This chat needs JavaScript.", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/faq\">Read all questions and answers</a>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allowed_sites_may_frame_the_chat_and_the_widget_knows_them()
    {
        using var host = new RunningBot([("Widget:AllowedSites:0", "https://clinic.example"), ("Widget:AllowedSites:1", "https://hüfte.example:8443/")]);
        using var chat = await host.Http.GetAsync(new Uri(host.Http.BaseAddress!, "/chat"));
        using var demo = await host.Http.GetAsync(new Uri(host.Http.BaseAddress!, "/"));
        using var script = await host.Http.GetAsync(new Uri(host.Http.BaseAddress!, "/widget.js"));

        // Names of sites as browsers write them.
        Assert.EndsWith(
            "frame-ancestors 'self' https://clinic.example https://xn--hfte-0ra.example:8443", chat.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'none'", demo.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var text = await script.Content.ReadAsStringAsync();
        Assert.Contains("\"sites\":[\"https://clinic.example\",\"https://xn--hfte-0ra.example:8443\"]", text, StringComparison.Ordinal);
        Assert.Contains("\"emergency\":\"In an emergency call ", text, StringComparison.Ordinal);
        Assert.Equal("text/javascript; charset=utf-8", script.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", script.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(TimeSpan.FromMinutes(10), script.Headers.CacheControl!.MaxAge);
        Assert.NotNull(script.Headers.ETag);
    }

    [Theory]
    [InlineData("<b>Call</b> 112 or +44 20 7946 0000.", "&lt;b&gt;Call&lt;/b&gt; <a href=\"tel:112\">112</a> or <a href=\"tel:&#x2B;442079460000\">&#x2B;44 20 7946 0000</a>.")]
    [InlineData("Call your local number.", "Call your local number.")]
    public void Numbers_in_a_sentence_can_be_tapped(string sentence, string markup) =>
        Assert.Equal(markup, HipFaqBot.Bot.Pages.TapToCall.Of(sentence).ToString());

    [Theory]
    [InlineData("/", 2)]
    [InlineData("/chat", 8)]
    public async Task Every_file_of_the_page_is_there_and_may_be_kept_for_ever(string page, int least)
    {
        var html = await host.Http.GetStringAsync(new Uri(host.Http.BaseAddress!, page));
        var addresses = html.Split('"').Where(part => part.StartsWith('/') && part.Contains("?v=", StringComparison.Ordinal)).Distinct().ToArray();

        Assert.True(addresses.Length >= least, html);
        foreach (var address in addresses)
        {
            using var response = await host.Http.GetAsync(new Uri(host.Http.BaseAddress!, address));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("public, max-age=31536000, immutable", response.Headers.CacheControl!.ToString());
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("", null)]
    public void A_compressed_copy_is_sent_to_who_takes_it(string accepted, string? coding)
    {
        var folder = Directory.CreateTempSubdirectory("hipfaq-web-").FullName;
        foreach (var name in new[] { "a.js", "a.js.br", "a.js.gz" })
            File.WriteAllText(Path.Combine(folder, name), name);
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        context.Request.Headers.AcceptEncoding = accepted;

        new HipFaqBot.Bot.Pages.WebFiles(folder).Send(context, "/a.js");
        Directory.Delete(folder, recursive: true);

        Assert.Equal(coding, (string?)context.Response.Headers.ContentEncoding);
        Assert.Equal("Accept-Encoding", (string?)context.Response.Headers.Vary);
    }

    [Fact]
    public void Without_Web_Chat_the_page_says_what_is_missing_and_how_to_mend_it()
    {
        var folder = Directory.CreateTempSubdirectory("hipfaq-web-").FullName;
        foreach (var name in new[] { "chat.js", "chat.css", "favicon.svg" })
            File.WriteAllText(Path.Combine(folder, name), name);
        var words = HipFaqBot.Bot.Pages.PageWords.BesideTheProgram();

        var html = new HipFaqBot.Bot.Pages.ChatPage(new HipFaqBot.Bot.Pages.WebFiles(folder), words)
            .Fill("n", new("Title & more", "Call 112.", "en", "en"), new("Call 112.", "No diagnosis.", [], [], "en", words.Of("en")));
        Directory.Delete(folder, recursive: true);

        Assert.Contains("The chat is not installed", html, StringComparison.Ordinal);
        Assert.Contains("dotnet run --project src/Bot", html, StringComparison.Ordinal);
        Assert.Contains("Call <a href=\"tel:112\">112</a>.", html, StringComparison.Ordinal);
        Assert.Contains("<title>Title &amp; more</title>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script defer", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script type=\"module\"", html, StringComparison.Ordinal);
    }
}
