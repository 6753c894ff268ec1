using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;

namespace HipFaqBot.Bot.Tests.Pages.Faq;

/// <summary>Addresses, headers and what browsers may keep.</summary>
[Collection(OneBot.Name)]
public sealed class FaqRouteTests(RunningBot bot)
{
    [Theory]
    [InlineData("/faq")]
    [InlineData("/faq/pt-duration")]
    [InlineData("/faq/no-such-entry")]
    [InlineData("/faq?q=walking")]
    public async Task Every_page_forbids_all_scripts_and_has_the_headers_of_the_chat_page(string path)
    {
        using var chat = await bot.Http.GetAsync(new Uri("/chat", UriKind.Relative));
        using var response = await bot.Http.GetAsync(new Uri(path, UriKind.Relative));

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        foreach (var name in (string[])["X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy"])
            Assert.Equal(chat.Headers.GetValues(name), response.Headers.GetValues(name));
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task The_style_sheet_is_there_and_may_be_kept_for_ever()
    {
        var html = await bot.Http.GetStringAsync(new Uri("/faq", UriKind.Relative));
        var address = html.Split('"').Single(part => part.StartsWith("/faq.css?v=", StringComparison.Ordinal));
        using var response = await bot.Http.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, "text/css"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Equal("public, max-age=31536000, immutable", response.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("/faq/no-such-entry")]
    [InlineData("/faq/PT-DURATION")]
    [InlineData("/faq/%3Cscript%3Ealert(1)%3C%2Fscript%3E")]
    [InlineData("/faq/..%2F..%2Fetc%2Fpasswd")]
    public async Task An_unknown_address_is_a_404_that_offers_all_questions_and_repeats_nothing(string path)
    {
        using var response = await bot.Http.GetAsync(new Uri(path, UriKind.Relative));
        var html = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("<h1>There is no answer at this address</h1>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/faq/pt-duration\">", html, StringComparison.Ordinal);
        Assert.DoesNotContain("alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("canonical", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/faq")]
    [InlineData("/faq/pt-duration")]
    public async Task Who_has_the_page_is_not_sent_it_again(string path)
    {
        using var first = await bot.Http.GetAsync(new Uri(path, UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var unchanged = await bot.Http.SendAsync(again);
        using var other = new HttpRequestMessage(HttpMethod.Get, path);
        other.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"an-older-version\""));
        using var changed = await bot.Http.SendAsync(other);

        Assert.Equal("no-cache", first.Headers.CacheControl!.ToString());
        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.Equal((HttpStatusCode.NotModified, 0), (unchanged.StatusCode, (await unchanged.Content.ReadAsByteArrayAsync()).Length));
        Assert.Equal(first.Headers.ETag, unchanged.Headers.ETag);
        Assert.Equal(first.Headers.GetValues("Content-Security-Policy"), unchanged.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Theory]
    [InlineData("/faq", HttpStatusCode.OK)]
    [InlineData("/faq/pt-duration", HttpStatusCode.OK)]
    [InlineData("/faq?q=walking", HttpStatusCode.OK)]
    [InlineData("/faq/no-such-entry", HttpStatusCode.NotFound)]
    public async Task HEAD_says_the_same_without_the_page(string path, HttpStatusCode status)
    {
        using var get = await bot.Http.GetAsync(new Uri(path, UriKind.Relative));
        using var head = await bot.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal((status, status), (get.StatusCode, head.StatusCode));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal((await get.Content.ReadAsByteArrayAsync()).Length, head.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Nothing_can_be_written_there()
    {
        using var response = await bot.Http.PostAsync(new Uri("/faq", UriKind.Relative), null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task The_long_page_is_sent_compressed_to_who_takes_it_under_a_tag_of_its_own()
    {
        using var plain = await bot.Http.GetAsync(new Uri("/faq", UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/faq");
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");
        using var response = await bot.Http.SendAsync(request);
        await using var brotli = new BrotliStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(brotli);

        Assert.Equal("br", Assert.Single(response.Content.Headers.ContentEncoding));
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", plain.Headers.Vary);
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        Assert.NotEqual(plain.Headers.ETag, response.Headers.ETag);
        Assert.True(response.Content.Headers.ContentLength < plain.Content.Headers.ContentLength / 3);
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await reader.ReadToEndAsync());
    }
}
