using System.Text.Json;
using HipFaqBot.BotBuilder.Connector;
using HipFaqBot.BotBuilder.Integration.AspNet.Core;
using HipFaqBot.BotBuilder.Tests.Conformance;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace HipFaqBot.BotBuilder.Tests.Fuzz;

/// <summary>
/// Thousands of random and mutated activities: none may be answered with a 5xx but the 501 of an invoke that nobody handles, none
/// may crash anything, and nothing is posted to a host that was not allowed.
/// </summary>
public sealed class FuzzTests
{
    private static readonly string[] Seeds =
        [.. ConformanceCase.All.Select(recorded => recorded.Request.Body).OfType<string>().Where(body => body.Length is > 0 and < 20_000)];

    [Fact]
    public async Task No_activity_gets_a_5xx_or_sends_anything_to_a_host_that_was_not_allowed()
    {
        using var run = new FuzzRun();
        var adapter = new EchoAdapter(
            new ConfigurationBotFrameworkAuthentication(new ConfigurationManager())
            {
                Network = run.Client,
                Delivery = new DeliveryPolicy { FirstPause = TimeSpan.Zero, MaxAge = TimeSpan.FromMilliseconds(1) },
            },
            NullLogger<IBotFrameworkHttpAdapter>.Instance);

        await Parallel.ForAsync(run.From, run.From + run.Count, async (number, _) => await PostAsync(adapter, number, run));

        run.AssertHeld();
    }

    private static async Task PostAsync(EchoAdapter adapter, int number, FuzzRun run)
    {
        var body = Mutator.Body(number, Seeds);
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Post;
        context.Request.Body = new MemoryStream(body);
        context.Request.ContentLength = number % 2 == 0 ? body.Length : null;
        var answer = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        try
        {
            await adapter.ProcessAsync(context.Request, context.Response, new EchoBot());
            run.Answered(number, context.Response.StatusCode);
            if (answer.Length > 0) using (JsonDocument.Parse(answer.ToArray(), new JsonDocumentOptions { MaxDepth = 256 })) { }
        }
        catch (Exception exception)
        {
            run.Offended(number, exception.ToString());
        }
    }
}
