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
/// handles, none may end it, and nothing is posted to a host that was not allowed.
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

    [Fact]
    public async Task No_activity_gets_a_5xx_from_the_service_or_makes_it_post_to_a_host_that_was_not_allowed()
    {
        using var run = new FuzzRun();
        using var bot = new RunningBot([("Logging:LogLevel:HipFaqBot", "Warning")], replace: services =>
            services.AddSingleton<BotFrameworkAuthentication>(provider =>
                new ConfigurationBotFrameworkAuthentication(provider.GetRequiredService<IConfiguration>())
                {
                    Network = run.Client,
                    Delivery = new DeliveryPolicy { FirstPause = TimeSpan.Zero, MaxAge = TimeSpan.FromMilliseconds(1) },
                }));

        // A seed that is refused at the door grows into nothing.
        foreach (var seed in Own)
        {
            using var heard = await bot.Http.PostAsync("/api/messages", new StringContent(seed));
            Assert.True(heard.IsSuccessStatusCode, $"{heard.StatusCode}: {seed}\n{bot.Logs.Text}");
        }

        await Parallel.ForAsync(run.From, run.From + run.Count, async (number, token) => await PostAsync(bot, number, run, token));

        run.AssertHeld(bot.Logs.Text);
        Assert.Equal("pt-duration", (await bot.SayAsync("How long does hip physical therapy take?")).Entry);
    }

    private static string Teams(string type, string members, string kind = "personal") =>
        $$"""
        {"type":"{{type}}","id":"1","timestamp":"2026-11-23T07:24:50.3269155Z","channelId":"msteams","serviceUrl":"http://127.0.0.1:9/","locale":"en-US",
         "from":{"id":"29:person","name":"Sam"},"recipient":{"id":"28:bot","name":"Hip FAQ"},
         "conversation":{"id":"19:a@thread.tacv2;messageid=1","conversationType":"{{kind}}","isGroup":{{(kind == "personal" ? "false" : "true")}},"tenantId":"t"},{{members}}}
        """;

    private static async Task PostAsync(RunningBot bot, int number, FuzzRun run, CancellationToken cancellationToken)
    {
        try
        {
            using var body = new ByteArrayContent(Mutator.Body(number, Seeds)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var response = await bot.Http.PostAsync("/api/messages", body, cancellationToken);
            run.Answered(number, (int)response.StatusCode);
        }
        catch (HttpRequestException exception)
        {
            run.Offended(number, exception.Message);
        }
    }
}
