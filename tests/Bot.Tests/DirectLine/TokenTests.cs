using System.Net;

namespace HipFaqBot.Bot.Tests.DirectLine;

public sealed class TokenTests
{
    [Fact]
    public async Task A_page_of_this_origin_gets_a_token_for_half_an_hour_with_a_user_of_its_own()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = new DirectLineClient(host);

        var answer = await client.SendAsync(
            HttpMethod.Post, "tokens/generate", "{\"user\":{\"id\":\"dl_somebody-else\"}}", ("Sec-Fetch-Site", "same-origin"), ("Origin", host.Address.GetLeftPart(UriPartial.Authority)));
        client.Take(answer);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(1800, answer.Body.GetProperty("expires_in").GetInt32());
        Assert.StartsWith("dl_", client.User, StringComparison.Ordinal);
        Assert.NotEqual("dl_somebody-else", client.User);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_page_of_another_origin_gets_no_token(string header, string value)
    {
        await using var host = await ChannelHost.StartAsync();

        var answer = await new DirectLineClient(host).SendAsync(HttpMethod.Post, "tokens/generate", (string?)null, (header, value));

        Assert.Equal((HttpStatusCode.Forbidden, "OriginNotTrusted"), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task An_expired_token_is_refused_as_such_and_a_refreshed_one_goes_on()
    {
        await using var host = await ChannelHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(15));
        var old = client.Token;
        client.Take(await client.SendAsync(HttpMethod.Post, "tokens/refresh"));
        host.Clock.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal(HttpStatusCode.OK, (await client.SayAsync("still here")).Status);
        client.Token = old;
        foreach (var answer in new[] { await client.SayAsync("too late"), await client.ReadAsync(), await client.SendAsync(HttpMethod.Post, "tokens/refresh") })
            Assert.Equal((HttpStatusCode.Forbidden, "TokenExpired"), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task A_token_opens_its_own_conversation_only()
    {
        await using var host = await ChannelHost.StartAsync();
        var one = await DirectLineClient.StartAsync(host);
        var other = await DirectLineClient.StartAsync(host);

        foreach (var path in new[] { $"conversations/{other.Conversation}", $"conversations/{other.Conversation}/activities", $"conversations/{other.Conversation}/stream", "conversations/there-is-none" })
            Assert.Equal(HttpStatusCode.Forbidden, (await one.SendAsync(HttpMethod.Get, path)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await one.SendAsync(HttpMethod.Post, $"conversations/{other.Conversation}/activities", "{}")).Status);
    }

    [Fact]
    public async Task A_missing_or_garbled_credential_is_401_and_a_forged_one_403()
    {
        await using var host = await ChannelHost.StartAsync();
        await using var elsewhere = await ChannelHost.StartAsync();
        var client = new DirectLineClient(host);
        var nothing = await client.SendAsync(HttpMethod.Post, "conversations");
        client.Token = "garbage";
        var garbage = await client.SendAsync(HttpMethod.Post, "conversations");
        client.Token = (await DirectLineClient.StartAsync(elsewhere)).Token;
        var forged = await client.SendAsync(HttpMethod.Post, "conversations");
        // {"alg":"none"} and a user of the caller's choice.
        client.Token = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJjb252IjoiYSIsInVzZXIiOiJkbF9iIiwiZXhwIjo0MTAyNDQ0ODAwfQ.";
        var unsigned = await client.SendAsync(HttpMethod.Post, "conversations");
        var basic = await new DirectLineClient(host).SendAsync(HttpMethod.Post, "conversations", (string?)null, ("Authorization", "Basic YTpi"));

        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized],
            new[] { nothing, garbage, forged, unsigned, basic }.Select(answer => answer.Status));
        Assert.All([nothing, garbage, forged, unsigned, basic], answer => Assert.NotEmpty(answer.ErrorCode));
        Assert.Equal("Bearer", nothing.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task The_secret_opens_every_conversation_and_names_the_user_and_an_empty_one_matches_nothing()
    {
        const string secret = "a-long-enough-secret";
        await using var host = await ChannelHost.StartAsync(("DirectLine:Secrets:0", secret), ("DirectLine:Secrets:1", ""), ("DirectLine:Anonymous", "false"));
        var client = new DirectLineClient(host) { Token = secret };

        var generated = await client.SendAsync(HttpMethod.Post, "tokens/generate", "{\"user\":{\"id\":\"dl_anna\"}}");
        client.Take(generated);
        Assert.Equal("dl_anna", client.User);
        client.Take(await client.SendAsync(HttpMethod.Post, "conversations"));
        client.Token = secret;
        Assert.Equal(HttpStatusCode.OK, (await client.ReadAsync()).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, (await new DirectLineClient(host).SendAsync(HttpMethod.Post, "tokens/generate")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await new DirectLineClient(host).SendAsync(HttpMethod.Post, "tokens/generate", (string?)null, ("Authorization", "Bearer "))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.SendAsync(HttpMethod.Post, "tokens/generate", "{\"user\":{\"id\":\"anna\"}}")).Status);
    }
}
