using System.Text.Json.Nodes;
using HipFaqBot.BotBuilder.Connector.Authentication;
using HipFaqBot.BotBuilder.Integration.AspNet.Core;
using HipFaqBot.BotBuilder.Schema;
using HipFaqBot.BotBuilder.Tests.Authentication;
using HipFaqBot.BotBuilder.Tests.Conformance;
using Microsoft.Extensions.Configuration;

namespace HipFaqBot.BotBuilder.Tests.Hosting;

/// <summary>What the bot says without being asked, in a conversation whose reference was stored.</summary>
public sealed class ProactiveTests : IAsyncLifetime
{
    private FakeConnector _connector = null!;

    public async Task InitializeAsync() => _connector = await FakeConnector.StartAsync();

    public async Task DisposeAsync() => await _connector.DisposeAsync();

    [Theory]
    [InlineData("bot", "bot")]
    [InlineData("bot", "agent")]
    [InlineData("agent", "agent")]
    [InlineData("agent", "bot")]
    public async Task A_reference_that_either_generation_of_the_SDK_stored_serves(string member, string role)
    {
        var reference = ActivityJson.Deserialize<ConversationReference>(Reference(member, role))!;

        await Adapter().ContinueConversationAsync("", reference, (turn, token) => turn.SendActivityAsync("news", cancellationToken: token), default);

        var posted = Assert.Single(_connector.Requests);
        var activity = JsonNode.Parse(posted.Body!)!;
        Assert.StartsWith("/v3/conversations/c1/activities", posted.Path, StringComparison.Ordinal);
        Assert.Equal(("news", "b1", "u1"), ((string?)activity["text"], (string?)activity["from"]!["id"], (string?)activity["recipient"]!["id"]));
    }

    [Fact]
    public void A_reference_is_stored_as_the_SDK_stores_it()
    {
        var reference = ActivityJson.Deserialize<ConversationReference>(Reference("agent", "agent"))!;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Reference("bot", "agent")), JsonNode.Parse(ActivityJson.Serialize(reference))));
    }

    [Theory]
    [InlineData("http://169.254.169.254/")]
    [InlineData("https://evil.test/")]
    [InlineData("https://smba.trafficmanager.net.evil.test/")]
    public async Task A_stored_service_URL_is_trusted_no_more_than_a_new_one(string serviceUrl)
    {
        var reference = ActivityJson.Deserialize<ConversationReference>(Reference("bot", "bot"))!;
        reference.ServiceUrl = serviceUrl;
        var spoke = false;

        foreach (var adapter in new[] { Adapter(), Adapter(("MicrosoftAppId", Issuer.AppId), ("MicrosoftAppPassword", "x")) })
        {
            await Assert.ThrowsAsync<CallerRefusedException>(() => adapter.ContinueConversationAsync(
                Issuer.AppId,
                reference,
                (_, _) =>
                {
                    spoke = true;
                    return Task.CompletedTask;
                },
                default));
        }

        Assert.False(spoke);
    }

    [Fact]
    public async Task A_bot_that_sets_another_address_within_the_turn_sends_nothing_there()
    {
        var reference = ActivityJson.Deserialize<ConversationReference>(Reference("bot", "bot"))!;

        await Assert.ThrowsAsync<CallerRefusedException>(() => Adapter().ContinueConversationAsync(
            "",
            reference,
            (turn, token) =>
            {
                turn.TurnState.Get<Connector.IConnectorClient>()!.BaseUri = new Uri("https://evil.test/");
                return turn.SendActivityAsync("news", cancellationToken: token);
            },
            default));

        Assert.Empty(_connector.Requests);
    }

    private static CloudAdapter Adapter(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        foreach (var (key, value) in settings) configuration[key] = value;
        return new CloudAdapter(new ConfigurationBotFrameworkAuthentication(configuration));
    }

    private string Reference(string member, string role) =>
        $$"""
        {"activityId":"a1","user":{"id":"u1","role":"user"},"{{member}}":{"id":"b1","role":"{{role}}"},"conversation":{"id":"c1"},
         "channelId":"msteams","serviceUrl":"http://{{_connector.Authority}}/"}
        """;
}
