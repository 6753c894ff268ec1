using System.Text.Json;

namespace HipFaqBot.Bot.Tests.DirectLine.Clients;

/// <summary>
/// Microsoft's own client (<c>botframework-directlinejs</c>, the one inside Web Chat) in Node, by WebSocket and by polling, through all that
/// happens to people: tokens end, networks break, services restart, lids are closed, pages are loaded anew. Nothing may be lost or come twice.
/// </summary>
public sealed class RealClientTests : IDisposable
{
    private static readonly string[] Questions = ["first", "second"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hipfaq-clients-");

    [NodeTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_hears_the_welcome_its_own_words_and_the_answer(bool webSocket)
    {
        await using var host = await StartAsync();
        await using var client = await NodeClient.StartAsync(new { domain = Domain(host.Address), token = await TokenAsync(host), webSocket });

        await client.StatusAsync(NodeClient.Online);
        await client.HearAsync("Hello.");
        await client.AskAsync("first");
        await client.AskAsync("second");

        Assert.Equal(["Hello.", "first", "Echo: first", "second", "Echo: second"], client.Texts);
        Assert.Equal(client.Activities[1].GetProperty("id").GetString(), await client.PostedAsync("first"));
        Assert.Equal(client.Activities[1].GetProperty("id").GetString(), client.Activities[2].GetProperty("replyToId").GetString());
        // It takes the user's name from the token, whatever the page says.
        Assert.StartsWith("dl_", client.Activities[1].GetProperty("from").GetProperty("id").GetString(), StringComparison.Ordinal);
    }

    [NodeTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Its_refreshed_token_goes_on_when_the_first_has_expired(bool webSocket)
    {
        await using var host = await StartAsync();
        var token = await TokenAsync(host);
        await using var client = await NodeClient.StartAsync(new { domain = Domain(host.Address), token, webSocket });
        await client.AskAsync("before");

        for (var quarter = 0; quarter < 4; quarter++)
        {
            var before = (await client.WhereAsync()).Token;
            host.Clock.Advance(TimeSpan.FromMinutes(15));
            client.PassQuarterHour();
            // The refresh goes its own way: until it is there.
            while ((await client.WhereAsync()).Token == before)
            {
            }
        }

        await client.AskAsync("after an hour");
        Assert.Equal(["Hello.", "before", "Echo: before", "after an hour", "Echo: after an hour"], client.Texts);
    }

    [NodeTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_laptop_that_was_closed_for_an_hour_goes_on_with_the_same_conversation_by_its_ticket(bool webSocket)
    {
        await using var host = await StartAsync();
        var page = new DirectLineClient(host);
        var session = await page.ChatAsync("start");
        await using var client = await NodeClient.StartAsync(new { domain = Domain(host.Address), token = session.Text("token"), webSocket });
        await client.AskAsync("before");

        host.Clock.Advance(TimeSpan.FromHours(1));
        client.Say("lost in sleep");
        await client.StatusAsync(NodeClient.ExpiredToken);
        var (watermark, _) = await client.WhereAsync();
        var resumed = await page.ChatAsync("resume", JsonSerializer.Serialize(new { ticket = session.Text("ticket"), watermark }));
        client.Reconnect(resumed.Text("conversationId"), resumed.Text("token"), resumed.Text("streamUrl"));
        // As Microsoft's client says of what it could not send.
        Assert.Equal("retry", await client.PostedAsync("lost in sleep"));
        await client.AskAsync("after");

        Assert.Equal(session.Text("conversationId"), resumed.Text("conversationId"));
        // Each change of its status opens one more socket, or begins one more poller, beside those before. What several of them hear comes as
        // often, by the same id, which a window shows once.
        Assert.Equal(["Hello.", "before", "Echo: before", "after", "Echo: after"], client.TextsById);
    }

    [NodeTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_restart_of_the_service_the_conversation_goes_on(bool webSocket)
    {
        var first = await StartAsync();
        var port = first.Address.Port;
        var token = await TokenAsync(first);
        await using var client = await NodeClient.StartAsync(new { domain = Domain(first.Address), token, webSocket });
        await client.AskAsync("before");
        var (watermark, newest) = await client.WhereAsync();

        await first.DisposeAsync();
        await using var second = await StartAsync(first.Clock, ("Port", $"{port}"));
        // Somebody else of the same conversation speaks meanwhile, as from a second tab.
        var tab = await TabAsync(second, newest);
        await tab.SayAsync("meanwhile");

        // By polling it falls silent at the first failure and tells nobody; the page makes a new one that knows where it stood.
        await using var next = webSocket
            ? client
            : await NodeClient.StartAsync(new { domain = Domain(second.Address), token = newest, conversationId = tab.Conversation, watermark, webSocket });
        await next.HearAsync("Echo: meanwhile");
        await next.AskAsync("after");

        string[] heard = ["meanwhile", "Echo: meanwhile", "after", "Echo: after"];
        Assert.Equal(webSocket ? ["Hello.", "before", "Echo: before", .. heard] : heard, next.Texts);
        Assert.All(next.Times, times => Assert.Equal(1, times));
    }

    [NodeTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_the_network_was_lost_it_hears_what_it_missed_and_nothing_twice(bool webSocket)
    {
        await using var host = await StartAsync();
        await using var network = new CutProxy(host.Address);
        var token = await TokenAsync(host);
        await using var client = await NodeClient.StartAsync(new { domain = Domain(network.Address), token, webSocket });
        await client.AskAsync("before");
        var (watermark, newest) = await client.WhereAsync();

        network.Cut();
        var tab = await TabAsync(host, newest);
        await tab.SayAsync("meanwhile");
        client.Say("into the void");
        Assert.Equal("retry", await client.PostedAsync("into the void"));
        network.Mend();

        await using var next = webSocket
            ? client
            : await NodeClient.StartAsync(new { domain = Domain(network.Address), token = newest, conversationId = tab.Conversation, watermark, webSocket });
        await next.HearAsync("Echo: meanwhile");
        await next.AskAsync("after");

        string[] heard = ["meanwhile", "Echo: meanwhile", "after", "Echo: after"];
        Assert.Equal(webSocket ? ["Hello.", "before", "Echo: before", .. heard] : heard, next.Texts);
        Assert.All(next.Times, times => Assert.Equal(1, times));
    }

    [NodeTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_that_is_loaded_anew_has_the_history(bool webSocket)
    {
        await using var host = await StartAsync();
        var page = new DirectLineClient(host);
        var session = await page.ChatAsync("start");
        await using (var before = await NodeClient.StartAsync(new { domain = Domain(host.Address), token = session.Text("token"), webSocket }))
            await before.AskAsync("before");

        var resumed = await page.ChatAsync("resume", JsonSerializer.Serialize(new { ticket = session.Text("ticket") }));
        await using var client = await NodeClient.StartAsync(new
        {
            domain = Domain(host.Address),
            token = resumed.Text("token"),
            conversationId = resumed.Text("conversationId"),
            webSocket,
        });
        await client.HearAsync("Echo: before");
        await client.AskAsync("after");

        Assert.Equal(["Hello.", "before", "Echo: before", "after", "Echo: after"], client.Texts);
    }

    [NodeTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Botium_talks_with_the_secret(bool webSocket)
    {
        const string secret = "a-long-enough-secret";
        await using var host = await StartAsync(null, ("DirectLine:Secrets:0", secret));
        var start = await RealClients.ScriptAsync(
            "botium.mjs", JsonSerializer.Serialize(new { domain = Domain(host.Address), secret, webSocket, questions = Questions }));
        using var botium = System.Diagnostics.Process.Start(start)!;

        var heard = await botium.StandardOutput.ReadToEndAsync(TestTime.Out());

        Assert.True(heard.Length > 0, await botium.StandardError.ReadToEndAsync());
        Assert.Equal(["Echo: first", "Echo: second"], JsonSerializer.Deserialize<string[]>(heard)!.Where(text => text != "Hello."));
        await botium.WaitForExitAsync();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Domain(Uri address) => new Uri(address, "/v3/directline").ToString();

    private static async Task<string> TokenAsync(ChannelHost host) =>
        (await new DirectLineClient(host).SendAsync(HttpMethod.Post, "tokens/generate")).Text("token");

    private static async Task<DirectLineClient> TabAsync(ChannelHost host, string token)
    {
        var tab = new DirectLineClient(host) { Token = token };
        tab.Take(await tab.SendAsync(HttpMethod.Post, "conversations", "{\"user\":{}}"));
        return tab;
    }

    private Task<ChannelHost> StartAsync(Microsoft.Extensions.Time.Testing.FakeTimeProvider? clock = null, params (string Key, string Value)[] settings)
    {
        settings = [.. settings, ("DirectLine:Folder", _folder.FullName)];
        return clock is null ? ChannelHost.StartAsync(settings) : ChannelHost.StartAsync(clock, settings);
    }
}
