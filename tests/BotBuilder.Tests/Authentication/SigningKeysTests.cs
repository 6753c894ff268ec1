using System.Text.Json.Nodes;
using HipFaqBot.BotBuilder.Connector.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Protocols;

namespace HipFaqBot.BotBuilder.Tests.Authentication;

/// <summary>When the keys of tokens are fetched, and how often at most.</summary>
public sealed class SigningKeysTests : IDocumentRetriever
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<JsonObject> _published = [Issuer.Key("k1", "msteams")];
    private readonly SigningKeys _keys;
    private bool _serves = true;
    private int _fetches;

    public SigningKeysTests() => _keys = new SigningKeys("https://issuer.test/metadata", this, _time);

    [Fact]
    public async Task Many_tokens_at_once_cost_one_fetch()
    {
        var found = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => FindAsync("k1").AsTask()));

        Assert.All(found, Assert.NotNull);
        Assert.Equal(1, _fetches);
    }

    [Fact]
    public async Task A_key_that_came_later_is_found_at_once_and_made_up_names_cost_one_fetch_in_five_minutes()
    {
        await FindAsync("k1");
        _time.Advance(TimeSpan.FromMinutes(5));
        _published.Add(Issuer.Key("k2"));

        Assert.NotNull(await FindAsync("k2"));
        Assert.Equal(2, _fetches);

        for (var number = 0; number < 100; number++) Assert.Null(await FindAsync($"made up {number}"));
        Assert.Equal(2, _fetches);

        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await FindAsync("made up"));
        Assert.Equal(3, _fetches);
    }

    [Fact]
    public async Task A_day_old_keys_are_fetched_again_and_a_key_that_was_withdrawn_is_no_longer_believed()
    {
        _published.Add(Issuer.Key("k2"));
        await FindAsync("k1");
        _published.RemoveAt(0);
        _time.Advance(TimeSpan.FromHours(24));

        // The turn that finds them old need not wait; one that needs another key does.
        Assert.NotNull(await FindAsync("k1"));
        await FindAsync("another");

        Assert.Null(await FindAsync("k1"));
        Assert.NotNull(await FindAsync("k2"));
        Assert.Equal(2, _fetches);
    }

    [Fact]
    public async Task While_nothing_can_be_had_the_last_good_keys_serve_on()
    {
        await FindAsync("k1");
        _serves = false;
        for (var hour = 0; hour < 100; hour++)
        {
            _time.Advance(TimeSpan.FromHours(1));
            Assert.NotNull(await FindAsync("k1"));
            Assert.Null(await FindAsync("k2"));
        }

        _serves = true;
        _published.Add(Issuer.Key("k2"));
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.NotNull(await FindAsync("k2"));
    }

    [Fact]
    public async Task Before_the_first_success_it_is_tried_every_five_seconds()
    {
        _serves = false;
        Assert.Null(await FindAsync("k1"));
        Assert.Null(await FindAsync("k1"));
        Assert.Equal(1, _fetches);

        _serves = true;
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.NotNull(await FindAsync("k1"));
    }

    [Theory]
    [InlineData("kty", "EC")]
    [InlineData("kty", "oct")]
    [InlineData("use", "enc")]
    [InlineData("kid", "")]
    public async Task Only_named_RSA_keys_for_signing_count(string member, string value)
    {
        _published[0][member] = value;

        Assert.Null(await FindAsync("k1"));
    }

    [Theory]
    [InlineData("http://login.botframework.com/keys")]
    [InlineData("http://169.254.169.254/metadata")]
    [InlineData("ftp://localhost/keys")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user@login.botframework.com/keys")]
    [InlineData("/keys")]
    public async Task Metadata_and_keys_are_fetched_by_https_or_from_this_machine(string address)
    {
        using var never = new HttpClient(new Never());

        await Assert.ThrowsAsync<IOException>(() => new MetadataDocuments(never).GetDocumentAsync(address, default));
    }

    [Fact]
    public async Task A_document_may_have_one_mebibyte()
    {
        using var endless = new HttpClient(new Answers(new string(' ', (1024 * 1024) + 1)));

        await Assert.ThrowsAsync<HttpRequestException>(() => new MetadataDocuments(endless).GetDocumentAsync("https://issuer.test/keys", default));
    }

    public Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        if (!address.EndsWith("metadata", StringComparison.Ordinal))
            return Task.FromResult(new JsonObject { ["keys"] = new JsonArray([.. _published.Select(key => key.DeepClone())]) }.ToJsonString());

        Interlocked.Increment(ref _fetches);
        return _serves
            ? Task.FromResult("""{"issuer":"https://api.botframework.com","jwks_uri":"https://issuer.test/keys"}""")
            : throw new IOException("out of reach");
    }

    private ValueTask<SigningKey?> FindAsync(string name) => _keys.FindAsync(name, NullLogger.Instance, default);

    private sealed class Never : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException($"{request.RequestUri} was asked for.");
    }

    private sealed class Answers(string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StringContent(body) });
    }
}
