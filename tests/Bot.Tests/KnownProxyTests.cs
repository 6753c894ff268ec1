using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace HipFaqBot.Bot.Tests;

/// <summary>Whose word on the caller's address and scheme is taken: that of proxies which <c>ForwardedHeaders:KnownProxies</c> names.</summary>
/// <remarks>The service takes one start an hour from an address, so each test has addresses of its own.</remarks>
public sealed class KnownProxyTests(KnownProxyTests.Behind behind) : IClassFixture<KnownProxyTests.Behind>
{
    // These tests come from 127.0.0.1.
    private const string Here = "127.0.0.1";

    private readonly RunningBot _bot = behind.Bot;

    [Fact]
    public async Task Behind_a_known_proxy_everybody_has_a_limit_of_his_own()
    {
        var (first, other, again) = (await StartAsync(_bot, "203.0.113.1"), await StartAsync(_bot, "203.0.113.2"), await StartAsync(_bot, "203.0.113.1"));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.TooManyRequests], [first, other, again]);
    }

    [Fact]
    public async Task What_a_caller_puts_before_the_proxys_own_word_gives_him_no_new_address()
    {
        var (first, forged) = (await StartAsync(_bot, "203.0.113.11"), await StartAsync(_bot, "198.51.100.7, 203.0.113.11"));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.TooManyRequests], [first, forged]);
    }

    [Fact]
    public async Task Through_two_known_proxies_the_address_is_still_the_persons()
    {
        var (first, other) = (await StartAsync(_bot, "203.0.113.21, 10.9.8.7"), await StartAsync(_bot, "203.0.113.22, 10.9.8.7"));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Created], [first, other]);
    }

    [Fact]
    public async Task The_scheme_is_that_which_a_known_proxy_names() => Assert.StartsWith("wss://", await StreamUrlAsync(_bot, "203.0.113.31"), StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("10.9.8.7")]
    public async Task Nobody_else_is_believed(string? known)
    {
        using var bot = new RunningBot([("ForwardedHeaders:KnownProxies:0", known ?? ""), ("DirectLine:MaximumStartsPerHour", "1")]);

        var (first, forged) = (await StreamUrlAsync(bot, "203.0.113.1"), await StartAsync(bot, "203.0.113.2"));

        Assert.StartsWith("ws://", first, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.TooManyRequests, forged);
    }

    [Theory]
    [InlineData("ForwardedHeaders:KnownProxies:0", "127.0.0.1", "127.0.0.1", "")]
    [InlineData("ForwardedHeaders:KnownProxies:1", "::1", "::1", "")]
    [InlineData("ForwardedHeaders:KnownProxies:0", "127.0.0.0/8", "", "127.0.0.0/8")]
    [InlineData("ForwardedHeaders:KnownProxies", "10.9.8.7, fd00::/8;127.0.0.1", "10.9.8.7 127.0.0.1", "fd00::/8")]
    [InlineData("ForwardedHeaders:KnownProxies:0", "", "", "")]
    [InlineData("ForwardedHeaders:Other", "127.0.0.1", "", "")]
    public void Those_are_believed_that_are_named_in_either_form_and_no_other(string key, string value, string addresses, string networks)
    {
        var settings = new ProxySettings();
        ProxySettings.Read(settings, new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(key, (string?)value)]).Build());

        var believed = settings.ToForwardedHeaders();

        Assert.Equal((addresses, networks), (string.Join(' ', believed.KnownProxies), string.Join(' ', believed.KnownIPNetworks)));
        Assert.Empty(settings.Problems());
    }

    [Fact]
    public async Task Without_an_app_id_messages_find_nothing_through_a_known_proxy_either()
    {
        foreach (var (header, value) in new[]
        {
            ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-For", "::1"), ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-For", "203.0.113.9, 127.0.0.1"),
            ("X-Forwarded-For", "nobody"), ("X-Forwarded-Proto", "http"), ("X-Forwarded-Host", "localhost"), ("X-Original-For", "127.0.0.1"),
            ("X-Real-IP", "127.0.0.1"), ("Forwarded", "for=127.0.0.1"), ("Via", "1.1 proxy"),
        })
        {
            using var forwarded = await PostAsync(_bot, "/api/messages", RunningBot.Message("Can I realign my hips myself?"), (header, value));
            Assert.True(forwarded.StatusCode == HttpStatusCode.NotFound, $"{header}: {value} was answered {forwarded.StatusCode}");
        }

        using var plain = await PostAsync(_bot, "/api/messages", RunningBot.Message("Can I realign my hips myself?"));
        Assert.Equal(HttpStatusCode.OK, plain.StatusCode);
    }

    [Theory]
    [InlineData("proxy.example.org")]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10")]
    [InlineData("*")]
    public void A_value_that_is_no_proxy_is_a_problem_that_names_key_value_and_cure(string value)
    {
        var problem = Assert.Single(new ProxySettings { KnownProxies = ["10.0.0.2", value, "fd00::/8"] }.Problems());

        Assert.StartsWith($"ForwardedHeaders:KnownProxies has \"{value}\": write the IP address", problem, StringComparison.Ordinal);
    }

    private static async Task<string?> StreamUrlAsync(RunningBot bot, string forwardedFor)
    {
        using var response = await PostAsync(bot, "/chat/start", null, ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", forwardedFor));
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("streamUrl").GetString();
    }

    private static async Task<HttpStatusCode> StartAsync(RunningBot bot, string forwardedFor)
    {
        using var response = await PostAsync(bot, "/chat/start", null, ("X-Forwarded-For", forwardedFor));
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningBot bot, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (path.StartsWith("/chat", StringComparison.Ordinal))
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await bot.Http.SendAsync(request);
    }

    /// <summary>Two proxies are known, and one of them is where these tests come from.</summary>
    public sealed class Behind : IDisposable
    {
        internal RunningBot Bot { get; } = new([("ForwardedHeaders:KnownProxies", $"{Here},10.9.8.7"), ("DirectLine:MaximumStartsPerHour", "1")]);

        public void Dispose() => Bot.Dispose();
    }
}
