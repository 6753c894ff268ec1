using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace HipFaqBot.Bot.Tests;

/// <summary>Whatever is sent, the answer is a 4xx without a word of the inside or a polite reply, and the service goes on.</summary>
public sealed class BadInputTests(RunningBot bot) : IClassFixture<RunningBot>
{
    // Stands in everything that is "typed" here, and must stand in no log.
    private const string Canary = "zebracanary";

    public static TheoryData<string, string> Texts => new()
    {
        { "empty", "" },
        { "blank", " \t\r\n\u00A0\u2003" },
        { "long", string.Concat(Enumerable.Repeat("hip " + Canary + " ", 100_000 / 16)) },
        { "one long word", Canary + new string('x', 30_000) },
        { "emoji", "😀🦴👩🏽‍⚕️🏳️‍🌈" },
        { "markup", "<script>alert('" + Canary + "')</script><img src=x onerror=alert(1)>" },
        { "sql", "'; DROP TABLE entries; -- " + Canary },
        { "query syntax", "+(" + Canary + " AND *:* OR \"hip~10 [a TO b]^9 \\" },
        { "placeholders", "{number} {name} {0} %s ${" + Canary + "}" },
        { "null character", "hip\0pain " + Canary },
        { "control characters", "\u0001\u001b[31mhip\u0007 " + Canary },
        { "directions", "\u202Epain \u2066hip\u2069\uFEFF" + Canary },
        { "combining marks", Canary + "a" + string.Concat(Enumerable.Repeat("\u0301", 5_000)) },
        { "other scripts", "髋部疼痛 ألم الورك हिप दर्द " + Canary },
    };

    public static TheoryData<string, string, int> Bodies => new()
    {
        { "nothing", "", 400 },
        { "no JSON", Canary, 400 },
        { "half an object", """{"type":"message","text":"zebracanary""", 400 },
        { "two objects", Wire("\"zebracanary\"") + "{}", 400 },
        { "null", "null", 400 },
        { "a number", "5", 400 },
        { "a list", "[]", 400 },
        { "a list of activities", $"[{Wire("\"zebracanary\"")}]", 400 },
        { "an empty object", "{}", 400 },
        { "a high surrogate alone", Wire("\"zebracanary \\ud800\""), 400 },
        { "a low surrogate alone", Wire("\"\\udc00 zebracanary\""), 400 },
        { "a surrogate alone beside the text", Wire("\"zebracanary\"", "\"x\":{\"y\":\"\\ud83d\"}"), 400 },
        { "a text that is a number", Wire("5"), 400 },
        { "a text that is an object", Wire("{\"zebracanary\":1}"), 400 },
        { "a type that is a number", """{"type":5,"text":"zebracanary"}""", 400 },
        { "a sender that is a list", Wire("\"zebracanary\"", "\"from\":[1]"), 400 },
        { "a conversation that is a text", Wire("\"zebracanary\"", "\"conversation\":\"zebracanary\""), 400 },
        { "entities that are an object", Wire("\"zebracanary\"", "\"entities\":{}"), 400 },
        { "members that are a number", Wire("\"zebracanary\"", "\"membersAdded\":7"), 400 },
        { "a time that is none", Wire("\"zebracanary\"", "\"timestamp\":\"zebracanary\""), 400 },
        { "no type", """{"text":"zebracanary","channelId":"c","serviceUrl":"http://localhost:9","conversation":{"id":"c"}}""", 400 },
        { "no channel", """{"type":"message","text":"zebracanary","serviceUrl":"http://localhost:9","conversation":{"id":"c"}}""", 400 },
        { "a channel that would forge a line of the log", Wire("\"zebracanary\"", "\"channelId\":\"c\\nzebracanary\""), 400 },
        { "a channel without end", Wire("\"zebracanary\"", $"\"channelId\":\"{new string('c', 5_000)}\""), 400 },
        { "a conversation without end", Wire("\"zebracanary\"", $"\"conversation\":{{\"id\":\"{new string('c', 5_000)}\"}}"), 400 },
        { "no conversation", """{"type":"message","text":"zebracanary","channelId":"c","serviceUrl":"http://localhost:9"}""", 400 },
        { "a conversation without id", Wire("\"zebracanary\"", "\"conversation\":{}"), 400 },
        { "no service URL", """{"type":"message","text":"zebracanary","channelId":"c","conversation":{"id":"c"}}""", 400 },
        { "a service URL that is none", Wire("\"zebracanary\"", "\"serviceUrl\":\"zebracanary\""), 400 },
        { "a service URL of a file", Wire("\"zebracanary\"", "\"serviceUrl\":\"file:///zebracanary\""), 400 },
        { "deep lists", Wire("\"zebracanary\"", $"\"value\":{new string('[', 100_000)}"), 400 },
        { "deep objects, closed", Wire("\"zebracanary\"", $"\"value\":{Nested(5_000)}"), 400 },
        { "no sender, no recipient, no id", Wire("\"zebracanary\""), 200 },
        { "null wherever it may be", Wire("null", "\"from\":null,\"recipient\":null,\"id\":null,\"entities\":[null],\"membersAdded\":[null]"), 200 },
        { "an unknown type", Wire("\"zebracanary\"", "\"type\":\"somethingNew\""), 200 },
        { "an unknown channel", Wire("\"zebracanary\"", "\"channelId\":\"some-channel\""), 200 },
        { "an unknown invoke", """{"type":"invoke","name":"some/invoke","value":{"zebracanary":1},"channelId":"c","serviceUrl":"http://localhost:9","conversation":{"id":"c"}}""", 501 },
        { "an invoke without a name", """{"type":"invoke","channelId":"c","serviceUrl":"http://localhost:9","conversation":{"id":"c"}}""", 501 },
        { "nearly a megabyte of attachment", Wire("\"zebracanary\"", $"\"attachments\":[{{\"contentType\":\"image/png\",\"name\":\"{Canary}\",\"contentUrl\":\"data:image/png;base64,{new string('A', 1_000_000)}\"}}]"), 200 },
        { "more than a megabyte of attachment", Wire("\"zebracanary\"", $"\"attachments\":[{{\"contentType\":\"image/png\",\"content\":\"{new string('A', 1_100_000)}\"}}]"), 413 },
        { "a service URL of the machine's own keys", Wire("\"zebracanary\"", "\"serviceUrl\":\"http://169.254.169.254/latest/meta-data/\""), 403 },
        { "a service URL of the network behind", Wire("\"zebracanary\"", "\"serviceUrl\":\"https://10.0.0.1/\""), 403 },
        { "a member twice", Wire("\"zebracanary\"", "\"text\":\"zebracanary\""), 200 },
        { "members that are null", """{"type":"conversationUpdate","membersAdded":[null],"channelId":"c","serviceUrl":"http://localhost:9","deliveryMode":"expectReplies","conversation":{"id":"c"}}""", 200 },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Any_text_gets_a_polite_reply(string kind, string text)
    {
        var reply = await bot.SayAsync(text);

        Assert.True(reply.Text.Length is > 20 and < 5_000, kind);
        Assert.DoesNotContain(Canary, reply.Text, StringComparison.OrdinalIgnoreCase);
        await AssertGoesOnAsync();
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_no_message_is_refused_without_a_word(string kind, string body, int status)
    {
        using var response = await PostAsync(Encoding.UTF8.GetBytes(body));

        Assert.True(status == (int)response.StatusCode, $"{kind}: {response.StatusCode}");
        if (status != 200)
        {
            Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        }

        await AssertGoesOnAsync();
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x7B, 0x00 })]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0x80 })]
    public async Task Bytes_that_are_no_UTF8_are_refused_in_the_text_and_beside_it(byte[] wrong)
    {
        foreach (var pattern in (string[])[Wire("\"zebracanary ~\""), Wire("\"zebracanary\"", "\"x\":\"~\""), "~"])
        {
            var parts = pattern.Split('~');
            using var response = await PostAsync([.. Encoding.UTF8.GetBytes(parts[0]), .. wrong, .. Encoding.UTF8.GetBytes(parts[1])]);

            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        }

        await AssertGoesOnAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_20_MB_is_refused_whether_its_length_is_said_or_not(bool said)
    {
        var body = Encoding.UTF8.GetBytes(Wire($"\"{Canary}{new string('x', 20_000_000)}\""));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StreamContent(new MemoryStream(body)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        request.Headers.TransferEncodingChunked = !said;
        request.Headers.ExpectContinue = true; // so that the client reads the answer before it sends what nobody wants

        using var response = await bot.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        await AssertGoesOnAsync();
    }

    [Fact]
    public async Task An_empty_message_is_asked_to_hold_words()
    {
        Assert.StartsWith("Please type your question", (await bot.SayAsync("")).Text, StringComparison.Ordinal);
        Assert.StartsWith("Please type your question", (await bot.SayAsync(null)).Text, StringComparison.Ordinal);
        Assert.StartsWith("Please type your question", (await bot.SayAsync("😀🦴")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_of_100_000_characters_is_politely_too_long() =>
        Assert.StartsWith("That message is too long", (await bot.SayAsync(new string('x', 100_000))).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task The_content_type_is_not_looked_at(string? type)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Wire("\"Can I realign my hips myself?\"")));
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        using var response = await bot.Http.PostAsync(new Uri("/api/messages", UriKind.Relative), content);

        Assert.Equal("al-self", Assert.Single(await RunningBot.RepliesAsync(response)).Entry);
    }

    private static string Wire(string text, string more = "\"x\":1") =>
        $$"""{"type":"message","channelId":"c","serviceUrl":"http://localhost:9","deliveryMode":"expectReplies","conversation":{"id":"c"},"text":{{text}},{{more}}}""";

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

    private async Task<HttpResponseMessage> PostAsync(byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await bot.Http.PostAsync(new Uri("/api/messages", UriKind.Relative), content);
    }

    private async Task AssertGoesOnAsync()
    {
        Assert.Equal("al-self", (await bot.SayAsync("Can I realign my hips myself?")).Entry);
        Assert.DoesNotContain(Canary, bot.Logs.Text, StringComparison.OrdinalIgnoreCase);
    }
}
