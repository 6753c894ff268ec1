using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using HipFaqBot.BotBuilder.Connector;
using HipFaqBot.BotBuilder.Connector.Authentication;
using HipFaqBot.BotBuilder.Integration.AspNet.Core;
using HipFaqBot.BotBuilder.Tests;
using HipFaqBot.BotBuilder.Tests.Fuzz;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace HipFaqBot.Bot.Tests.Fuzz;

/// <summary>
/// Random and mutated activities through the whole service: none may be answered with a 5xx but the 501 of an invoke that nobody
/// handles, none may end it, and nothing is posted to a host that was not allowed. <c>HIPFAQ_FUZZ</c> says how many (3,000), and
/// <c>HIPFAQ_FUZZ_FROM</c> from which number on (1): a number that failed can be run alone.
/// </summary>
public sealed class FaqFuzzTests
{
    /// <summary>What Teams sends this bot, and what people say to it.</summary>
    private static readonly string[] Own =
    [
        Teams("message", """ "text":"<at>Hip FAQ</at> How long does hip physical therapy take?","entities":[{"type":"mention","text":"<at>Hip FAQ</at>","mentioned":{"id":"28:bot","name":"Hip FAQ"}}] """),
        Teams("message", """ "text":"i have crushing chest pain" """),
        Teams("message", """ "text":"i want to die" """, "groupChat"),
        Teams("message", """ "value":{"question":"What is hip arthritis?"},"replyToId":"b1" """),
        Teams("message", """ "text":"hip","attachments":[{"contentType":"text/html","content":"<p>hip</p>"},{"contentType":"image/png","contentUrl":"http://169.254.169.254/x.png"}] """, "channel"),
        Teams("messageUpdate", """ "text":"can i sleep on my side","channelData":{"eventType":"editMessage","tenant":{"id":"t"}} """),
        Teams("messageDelete", """ "channelData":{"eventType":"softDeleteMessage"} """),
        Teams("messageReaction", """ "reactionsAdded":[{"type":"like"}],"replyToId":"b1" """),
        Teams("conversationUpdate", """ "membersAdded":[{"id":"29:person"},{"id":"28:bot"}] """),
        Teams("installationUpdate", """ "action":"add" """),
        Teams("invoke", """ "name":"message/submitAction","value":{"actionName":"feedback","actionValue":{"reaction":"dislike","feedback":"{\"feedbackText\":\"no\"}"}} """),
        Teams("invoke", """ "name":"composeExtension/query","value":{"commandId":"searchFaq","parameters":[{"name":"question","value":"sleep"}],"queryOptions":{"skip":0,"count":5}} """),
    ];

    private static readonly string[] Seeds =
    [
        .. Enumerable.Repeat(Own, 12).SelectMany(own => own),
        .. ConformanceCase.All.Select(recorded => recorded.Request.Body).OfType<string>().Where(body => body.Length is > 0 and < 20_000),
    ];

    private readonly ConcurrentDictionary<int, int> _statuses = [];
    private readonly ConcurrentQueue<string> _offences = [];

    [Fact]
    public async Task No_activity_gets_a_5xx_from_the_service_or_makes_it_post_to_a_host_that_was_not_allowed()
    {
        var from = Setting("HIPFAQ_FUZZ_FROM", 1);
        var count = Setting("HIPFAQ_FUZZ", 3000);
        using var network = new Network();
        using var client = new HttpClient(network);
        using var bot = new RunningBot([("Logging:LogLevel:HipFaqBot", "Warning")], replace: services =>
            services.AddSingleton<BotFrameworkAuthentication>(provider =>
                new ConfigurationBotFrameworkAuthentication(provider.GetRequiredService<IConfiguration>())
                {
                    Network = client,
                    Delivery = new DeliveryPolicy { FirstPause = TimeSpan.Zero, MaxAge = TimeSpan.FromMilliseconds(1) },
                }));

        // A seed that is refused at the door grows into nothing.
        foreach (var seed in Own)
        {
            using var heard = await bot.Http.PostAsync("/api/messages", new StringContent(seed));
            Assert.True(heard.IsSuccessStatusCode, $"{heard.StatusCode}: {seed}\n{bot.Logs.Text}");
        }

        await Parallel.ForAsync(from, from + count, async (number, token) => await PostAsync(bot, number, token));

        Assert.True(_offences.IsEmpty, $"{_offences.Count} offences:\n{string.Join('\n', _offences.Take(20))}\n{bot.Logs.Text}");
        Assert.Equal([], network.Hosts.Keys.Where(host => !new Uri($"http://{host}/").IsLoopback));
        Assert.Equal("pt-duration", (await bot.SayAsync("How long does hip physical therapy take?")).Entry);

        // A fuzzer whose bodies are all refused at the door shows nothing.
        Assert.True(_statuses.GetValueOrDefault(200) > count / 5, string.Join(", ", _statuses));
        Assert.True(_statuses.GetValueOrDefault(400) > count / 20 && network.Hosts.Values.Sum() > count / 20, string.Join(", ", _statuses));
        Console.WriteLine($"{count} activities: {string.Join(", ", _statuses.OrderBy(each => each.Key).Select(each => $"{each.Value} × {each.Key}"))}; {network.Hosts.Values.Sum()} posts");
    }

    private static string Teams(string type, string members, string kind = "personal") =>
        $$"""
        {"type":"{{type}}","id":"1","timestamp":"2026-11-23T07:24:50.3269155Z","channelId":"msteams","serviceUrl":"http://127.0.0.1:9/","locale":"en-US",
         "from":{"id":"29:person","name":"Sam"},"recipient":{"id":"28:bot","name":"Hip FAQ"},
         "conversation":{"id":"19:a@thread.tacv2;messageid=1","conversationType":"{{kind}}","isGroup":{{(kind == "personal" ? "false" : "true")}},"tenantId":"t"},{{members}}}
        """;

    private async Task PostAsync(RunningBot bot, int number, CancellationToken cancellationToken)
    {
        try
        {
            using var body = new ByteArrayContent(Mutator.Body(number, Seeds)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var response = await bot.Http.PostAsync("/api/messages", body, cancellationToken);
            var status = (int)response.StatusCode;
            _statuses.AddOrUpdate(status, 1, (_, seen) => seen + 1);
            if (status is >= 500 and not (int)HttpStatusCode.NotImplemented) _offences.Enqueue($"{number}: {status}");
        }
        catch (HttpRequestException exception)
        {
            _offences.Enqueue($"{number}: {exception.Message}");
        }
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Takes the network's place: remembers whom it was to send to, and takes everything.</summary>
    private sealed class Network : HttpMessageHandler
    {
        public ConcurrentDictionary<string, int> Hosts { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Hosts.AddOrUpdate(request.RequestUri!.Host, 1, (_, seen) => seen + 1);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"id":"r1"}""") });
        }
    }
}
