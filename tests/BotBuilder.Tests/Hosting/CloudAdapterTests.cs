using System.Collections.Concurrent;
using System.Net;
using System.Text;
using HipFaqBot.BotBuilder.Integration.AspNet.Core;
using HipFaqBot.BotBuilder.Tests.Conformance;

namespace HipFaqBot.BotBuilder.Tests.Hosting;

/// <summary>What the door lets in, over real sockets.</summary>
public sealed class CloudAdapterTests
{
    private const string Message =
        """{"type":"message","id":"a1","channelId":"test","serviceUrl":"http://127.0.0.1:1/","from":{"id":"u1"},"""
        + """ "recipient":{"id":"b1"},"conversation":{"id":"c1"},"text":"hi","deliveryMode":"expectReplies"}""";

    public static TheoryData<string, string> NoActivities() => new()
    {
        { "cut off", Message[..^1] },
        { "two of them", Message + Message },
        { "no type", With("\"type\"", "\"kind\"") },
        { "type null", With("\"message\"", "null") },
        { "type a list", With("\"message\"", "[]") },
        { "text a number", With("\"hi\"", "5") },
        { "channelId empty", With("\"test\"", "\"\"") },
        { "conversation a string", With("{\"id\":\"c1\"}", "\"c1\"") },
        { "conversation without id", With("{\"id\":\"c1\"}", "{}") },
        { "conversation id of dots", With("\"c1\"", "\"..\"") },
        { "null character in conversation id", With("\"c1\"", "\"c\\u00001\"") },
        { "line break in activity id", With("\"a1\"", "\"a\\n1\"") },
        { "half a character in conversation id", With("\"c1\"", "\"\\ud800\"") },
        { "half a character in a name", With("\"text\"", "\"\\ud800\"") },
        { "endless conversation id", With("\"c1\"", $"\"{new string('c', 100_000)}\"") },
        { "endless service URL", With("127.0.0.1:1/", "127.0.0.1:1/" + new string('s', 100_000)) },
        { "file as service URL", With("http://127.0.0.1:1/", "file:///etc/passwd") },
        { "relative service URL", With("http://127.0.0.1:1/", "/here") },
        { "too deep", With("\"hi\"", "\"hi\",\"value\":" + new string('[', 5000) + new string(']', 5000)) },
    };

    [Theory]
    [MemberData(nameof(NoActivities))]
    public async Task What_is_no_activity_is_400_without_a_turn(string what, string body)
    {
        var bot = new Recording();
        await using var host = await EchoHost.StartAsync(bot);

        var status = await PostAsync(host, Encoding.UTF8.GetBytes(body));

        Assert.True(status == HttpStatusCode.BadRequest, $"{what}: {status}");
        Assert.Empty(bot.Texts);
    }

    [Fact]
    public async Task Other_methods_are_405_and_the_answer_names_the_one_that_is_not()
    {
        await using var host = await EchoHost.StartAsync(new Recording());

        using var response = await host.Client.GetAsync("/api/messages");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_400()
    {
        await using var host = await EchoHost.StartAsync(new Recording());

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(host, Encoding.Latin1.GetBytes(With("hi", "h\u00e9"))));
    }

    [Theory]
    [InlineData(1024 * 1024, HttpStatusCode.OK, false)]
    [InlineData((1024 * 1024) + 1, HttpStatusCode.RequestEntityTooLarge, false)]
    [InlineData(1024 * 1024, HttpStatusCode.OK, true)]
    [InlineData((1024 * 1024) + 1, HttpStatusCode.RequestEntityTooLarge, true)]
    public async Task A_body_may_have_one_mebibyte(int length, HttpStatusCode status, bool chunked)
    {
        await using var host = await EchoHost.StartAsync(new Recording());
        var body = Encoding.UTF8.GetBytes(With("hi", new string('x', length - Message.Length + 2)));
        Assert.Equal(length, body.Length);

        Assert.Equal(status, await PostAsync(host, body, chunked));
    }

    [Theory]
    [InlineData("http://localhost:9/", "", HttpStatusCode.OK)]
    [InlineData("http://[::1]:9/", "", HttpStatusCode.OK)]
    [InlineData("http://169.254.169.254/", "", HttpStatusCode.Forbidden)]
    [InlineData("https://evil.test/", "", HttpStatusCode.Forbidden)]
    [InlineData("https://127.0.0.1.evil.test/", "", HttpStatusCode.Forbidden)]
    [InlineData("http://127.0.0.1:9@evil.test/", "", HttpStatusCode.Forbidden)]
    [InlineData("http://user@127.0.0.1:9/", "", HttpStatusCode.Forbidden)]
    [InlineData("https://connector.test/amer/", "other.test, connector.test", HttpStatusCode.OK)]
    [InlineData("https://emea.connector.test/", "connector.test", HttpStatusCode.OK)]
    [InlineData("https://notconnector.test/", "connector.test", HttpStatusCode.Forbidden)]
    public async Task Replies_go_to_this_machine_or_to_listed_hosts(string serviceUrl, string listed, HttpStatusCode status)
    {
        var bot = new Recording();
        await using var host = await EchoHost.StartAsync(bot, ("Bot:AdditionalServiceHosts", listed));

        Assert.Equal(status, await PostAsync(host, Encoding.UTF8.GetBytes(With("http://127.0.0.1:1/", serviceUrl))));
        Assert.Equal(status == HttpStatusCode.OK ? 1 : 0, bot.Texts.Count);
    }

    [Fact]
    public async Task Hosts_may_be_listed_one_by_one()
    {
        await using var host = await EchoHost.StartAsync(new Recording(), ("Bot:AdditionalServiceHosts:0", "connector.test"));

        Assert.Equal(HttpStatusCode.OK, await PostAsync(host, Encoding.UTF8.GetBytes(With("127.0.0.1:1", "connector.test"))));
    }

    [Theory]
    [InlineData("SingleTenant", "MicrosoftAppTenantId")]
    [InlineData("UserAssignedMSI", "MicrosoftAppTenantId")]
    public void A_registration_that_lacks_a_part_names_it(string type, string missing)
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager
        {
            ["MicrosoftAppType"] = type,
            ["MicrosoftAppId"] = "app",
        };

        var exception = Assert.Throws<ArgumentException>(() => new ConfigurationServiceClientCredentialFactory(configuration));

        Assert.Contains(missing, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_bot_throws_leaves_the_adapter_where_nobody_handles_it()
    {
        var adapter = new CloudAdapter();
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(Message));

        await Assert.ThrowsAsync<InvalidOperationException>(() => adapter.ProcessAsync(context.Request, context.Response, new Throwing()));
    }

    [Fact]
    public async Task Turns_of_one_conversation_follow_each_other_and_others_need_not_wait()
    {
        var bot = new GatedBot();
        await using var host = await EchoHost.StartAsync(bot);

        var first = PostAsync(host, Body("c1", "first"));
        await bot.Entered("first");
        var second = PostAsync(host, Body("c1", "second"));
        var other = PostAsync(host, Body("c2", "other"));
        await bot.Entered("other");
        bot.Leave("other");
        Assert.Equal(HttpStatusCode.OK, await other);

        // The second has come in or not, but its turn has not begun.
        Assert.Equal(["first", "other"], bot.Begun);

        bot.Leave("first");
        await bot.Entered("second");
        bot.Leave("second");
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await Task.WhenAll(first, second));

        static byte[] Body(string conversation, string text) => Encoding.UTF8.GetBytes(
            With("\"c1\"", $"\"{conversation}\"").Replace("hi", text, StringComparison.Ordinal).Replace("a1", text, StringComparison.Ordinal));
    }

    private static string With(string part, string other) => Message.Replace(part, other, StringComparison.Ordinal);

    private static async Task<HttpStatusCode> PostAsync(EchoHost host, byte[] body, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new ByteArrayContent(body) };
        if (chunked) request.Headers.TransferEncodingChunked = true;
        using var response = await host.Client.SendAsync(request);
        if (!response.IsSuccessStatusCode) Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        return response.StatusCode;
    }

    private sealed class Recording : IBot
    {
        public ConcurrentQueue<string?> Texts { get; } = [];

        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            Texts.Enqueue(turnContext.Activity.Text);
            return Task.CompletedTask;
        }
    }

    private sealed class Throwing : IBot
    {
        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("boom");
    }
}
