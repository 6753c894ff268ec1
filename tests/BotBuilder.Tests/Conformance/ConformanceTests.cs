using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HipFaqBot.BotBuilder.Tests.Authentication;

namespace HipFaqBot.BotBuilder.Tests.Conformance;

/// <summary>
/// The recorded exchanges, each played against a fresh host over real sockets. What is to be equal is equal: status, body,
/// and what is posted to the connector; where we are better on purpose, one of two lists says so and why.
/// </summary>
public sealed class ConformanceTests
{
    private const string RecordedAuthority = "127.0.0.1:4001";
    private const string TokenOfTheNote = "<token of the note>";

    private static readonly Dictionary<string, int[]> DeliberateStatus = Rows("deliberate-differences.tsv")
        .ToDictionary(row => row[0], row => row[1].Split(',').Select(status => int.Parse(status, CultureInfo.InvariantCulture)).ToArray());

    private static readonly Dictionary<string, string> OwnBody = Rows("own-differences.tsv").ToDictionary(row => row[0], row => row[1]);

    public static TheoryData<string> Recorded() => [.. ConformanceCase.All.Select(recorded => recorded.Name)];

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task The_exchange_goes_as_recorded_or_as_the_lists_say(string name)
    {
        var recorded = ConformanceCase.All.Single(found => found.Name == name);
        await using var connector = await FakeConnector.StartAsync();
        await using var issuer = await Issuer.StartAsync();
        await using var host = await EchoHost.StartTrustingAsync(new EchoBot(), Settings(recorded, issuer));

        using var request = Request(recorded, connector);
        using var response = await host.Client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();

        if (DeliberateStatus.TryGetValue(name, out var statuses))
        {
            Assert.Contains((int)response.StatusCode, statuses);
            if (response.StatusCode != HttpStatusCode.OK) Assert.Empty(connector.Requests);
            return;
        }

        Assert.True(
            recorded.Response.Status == (int)response.StatusCode,
            $"{response.StatusCode} in place of {recorded.Response.Status}:\n{string.Join('\n', host.Log)}");
        AssertSame(OwnBody.GetValueOrDefault(name, recorded.Response.Body ?? ""), body, connector);
        if (body.Length > 0) Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        AssertPosted(recorded, connector);
    }

    [Fact]
    public void All_cases_are_played_and_no_list_names_another()
    {
        var all = ConformanceCase.All.Select(recorded => recorded.Name).ToHashSet();

        Assert.Equal(160, all.Count);
        Assert.Equal(34, DeliberateStatus.Count);
        Assert.All([.. DeliberateStatus.Keys, .. OwnBody.Keys], name => Assert.Contains(name, all));
    }

    // With an app id but without metadata an address stands where nobody listens.
    private static (string, string)[] Settings(ConformanceCase recorded, Issuer issuer) => recorded.Group switch
    {
        "noauth" => [],
        "appid" =>
        [
            ("MicrosoftAppId", Issuer.AppId), ("MicrosoftAppPassword", "x"), ("ToBotFromChannelOpenIdMetadataUrl", "http://127.0.0.1:1/"),
        ],
        _ => [.. issuer.Settings],
    };

    private static HttpRequestMessage Request(ConformanceCase recorded, FakeConnector connector)
    {
        var request = new HttpRequestMessage(new HttpMethod(recorded.Request.Method), recorded.Request.Path);
        if (recorded.Request.Body is { } body)
        {
            // The listing has only the beginning of the great one.
            if (recorded.Note == "body of 31 MB") body += new string('x', 31_000_000) + "\"}";
            body = body.Replace(RecordedAuthority, connector.Authority, StringComparison.Ordinal);
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Headers.ExpectContinue = body.Length > 1_000_000;
        }

        foreach (var header in recorded.Request.Headers)
        {
            if (header[0] == "Transfer-Encoding") request.Headers.TransferEncodingChunked = true;
            else if (header[0] == "Content-Type") request.Content?.Headers.ContentType = MediaTypeHeaderValue.Parse(header[1]);
            else request.Headers.TryAddWithoutValidation(header[0], WithToken(header[1], recorded, connector));
        }

        return request;
    }

    private static string WithToken(string value, ConformanceCase recorded, FakeConnector connector) =>
        value.Contains(TokenOfTheNote, StringComparison.Ordinal)
            ? value.Replace(TokenOfTheNote, RecordedTokens.Of(recorded.Name, $"http://{connector.Authority}/"), StringComparison.Ordinal)
            : value;

    private static void AssertPosted(ConformanceCase recorded, FakeConnector connector)
    {
        Assert.Equal(
            recorded.Connector.Select(posted => $"{posted.Method} {posted.Path}"),
            connector.Requests.Select(posted => $"{posted.Method} {posted.Path}"));
        foreach (var (expected, actual) in recorded.Connector.Zip(connector.Requests))
        {
            AssertSame(expected.Body ?? "", actual.Body ?? "", connector);
            foreach (var name in new[] { "x-ms-conversation-id", "Content-Type", "Authorization" })
                Assert.Equal(Header(expected, name)?.Replace("<bot token>", "bot-token-1", StringComparison.Ordinal), Header(actual, name));
        }
    }

    private static string? Header(RecordedRequest request, string name) =>
        request.Headers.FirstOrDefault(header => string.Equals(header[0], name, StringComparison.OrdinalIgnoreCase))?[1];

    private static void AssertSame(string expected, string actual, FakeConnector connector)
    {
        expected = expected.Replace(RecordedAuthority, connector.Authority, StringComparison.Ordinal);
        if (expected.Length == 0 || actual.Length == 0) Assert.Equal(expected, actual);
        else Assert.Equal(Comparable(expected), Comparable(actual));
    }

    // JSON as values; times that the bot makes by their shape.
    private static string Comparable(string json)
    {
        var node = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = 256 });
        Blur(node);
        return node!.ToJsonString();

        static void Blur(JsonNode? part)
        {
            foreach (var child in (part as JsonArray)?.ToList() ?? []) Blur(child);
            foreach (var (name, value) in (part as JsonObject)?.ToList() ?? [])
            {
                if (name == "timestamp" && DateTimeOffset.TryParse((string?)value, CultureInfo.InvariantCulture, out _))
                    part![name] = "a time";
                else
                    Blur(value);
            }
        }
    }

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Recorded", file)).Skip(1).Select(line => line.Split('\t'));
}
