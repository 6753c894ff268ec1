using System.Net;
using System.Text.Json;
using HipFaqBot.BotBuilder.Connector;
using HipFaqBot.BotBuilder.Integration.AspNet.Core;
using HipFaqBot.BotBuilder.Schema;
using HipFaqBot.BotBuilder.Tests.Conformance;
using Microsoft.Extensions.Configuration;

namespace HipFaqBot.BotBuilder.Tests.Authentication;

/// <summary>Our rules and Microsoft's own JavaScript code on the same tokens and the same requests.</summary>
public sealed class MicrosoftClientTests
{
    private const string ServiceUrl = "http://127.0.0.1:9/";

    // What we let in and Microsoft's JavaScript does not; its .NET code does, by the recorded exchanges.
    private static readonly Dictionary<string, string> Looser = new()
    {
        ["bearer in small letters"] = "RFC 9110: the scheme is case-insensitive",
        ["the service URL in capitals"] = "compared in any case, as recorded",
        ["the audience in capitals"] = "a GUID has no case",
        ["the audience in a list of one"] = "RFC 7519, 4.1.3: a list of one is as good as the one",
        ["jwt-149-serviceurl-case"] = "compared in any case, as recorded",
        ["jwt-139-lowercase-bearer"] = "RFC 9110: the scheme is case-insensitive",
    };

    [NodeFact]
    public async Task No_caller_is_let_in_whom_Microsofts_code_would_refuse()
    {
        await using var issuer = await Issuer.StartAsync();
        await using var host = await EchoHost.StartTrustingAsync(new EchoBot(), [.. issuer.Settings]);
        var cases = Cases().ToList();
        var metadata = issuer.Settings.Single(setting => setting.Key == "ToBotFromChannelOpenIdMetadataUrl").Value;

        var theirs = await MicrosoftClient.RunAsync(
            "tokens.cjs", [metadata, Issuer.AppId],
            cases.Select(each => JsonSerializer.Serialize(new { header = each.Header, channelId = "test", serviceUrl = ServiceUrl })));
        Assert.Equal(cases.Count, theirs.Count);

        var (both, neither, looser) = (0, 0, new List<string>());
        foreach (var (each, verdict) in cases.Zip(theirs))
        {
            using var response = await host.PostAsync(ChannelTokenTests.Message(), each.Header);
            var (ours, accepted) = (response.StatusCode == HttpStatusCode.OK, verdict == "accepted");
            if (ours && !accepted && !Looser.ContainsKey(each.Name)) looser.Add($"{each.Name}: {verdict}");
            both += ours && accepted ? 1 : 0;
            neither += !ours && !accepted ? 1 : 0;
        }

        Assert.True(looser.Count == 0, string.Join('\n', looser));
        Assert.True(both >= 10 && neither >= 50, $"{both} accepted by both, {neither} by neither");
    }

    [NodeFact]
    public async Task Requests_go_to_the_addresses_that_Microsofts_client_uses()
    {
        const string Conversation = "19:a%b/c@thread.tacv2;messageid=1481567603816";
        const string Activity = "f:1|2 3=";
        await using var connector = await FakeConnector.StartAsync();
        var serviceUrl = $"http://{connector.Authority}";

        await MicrosoftClient.RunAsync("connector.cjs", [serviceUrl, Conversation, Activity], []);
        var theirs = Drain(connector);
        await CallAsync(serviceUrl + "/", Conversation, Activity);

        Assert.Equal(11, theirs.Count);
        Assert.Equal(theirs, Drain(connector));
    }

    private static IEnumerable<(string Name, string Header)> Cases()
    {
        foreach (var row in ChannelTokenTests.Refused().Concat<object[]>(ChannelTokenTests.Accepted()))
            yield return ((string)row[0], "Bearer " + ((Func<string>)row[1])());
        var good = Issuer.Sign(Issuer.ChannelClaims(ServiceUrl));
        yield return ("as it should be", "Bearer " + good);
        yield return ("bearer in small letters", "bearer " + good);
        yield return ("basic", "Basic " + good);
        yield return ("no scheme", good);
        yield return ("nothing", "");
        foreach (var recorded in ConformanceCase.All.Where(recorded => recorded.Group == "jwt"))
        {
            if (recorded.Request.Headers.FirstOrDefault(header => header[0] == "Authorization")?[1] is { } header)
                yield return (recorded.Name, header.Contains('<', StringComparison.Ordinal) ? header.Split(' ')[0] + " " + RecordedTokens.Of(recorded.Name, ServiceUrl) : header);
        }
    }

    private static async Task CallAsync(string serviceUrl, string conversation, string activity)
    {
        var authentication = new ConfigurationBotFrameworkAuthentication(new ConfigurationManager());
        using var client = await authentication.CreateConnectorFactory(new()).CreateAsync(serviceUrl, null, default);
        var operations = client.Conversations;
        await operations.ReplyToActivityAsync(conversation, activity, Message());
        await operations.SendToConversationAsync(conversation, Message());
        await operations.UpdateActivityAsync(conversation, activity, Message());
        await operations.DeleteActivityAsync(conversation, activity);
        await operations.CreateConversationAsync(new ConversationParameters { Bot = new ChannelAccount("b1"), Members = [new ChannelAccount("u1")] });
        await operations.GetConversationMembersAsync(conversation);
        await operations.GetConversationPagedMembersAsync(conversation, 50, "a b");
        await operations.GetActivityMembersAsync(conversation, activity);
        await ((Conversations)operations).GetConversationMemberAsync("29:1/x", conversation);
        await operations.DeleteConversationMemberAsync(conversation, "29:1/x");
        await operations.GetConversationsAsync("a b");

        static Activity Message() => new(ActivityTypes.Message) { Text = "hi" };
    }

    private static List<string> Drain(FakeConnector connector)
    {
        var requests = connector.Requests.Select(request => $"{request.Method} {request.Path}").ToList();
        connector.Requests.Clear();
        return requests;
    }
}
