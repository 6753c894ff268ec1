using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
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
/// may crash anything, and nothing is posted to a host that was not allowed. <c>HIPFAQ_FUZZ</c> says how many (3,000), and
/// <c>HIPFAQ_FUZZ_FROM</c> from which number on (1): a number that failed can be run alone.
/// </summary>
public sealed class FuzzTests
{
    private static readonly string[] Seeds =
        [.. ConformanceCase.All.Select(recorded => recorded.Request.Body).OfType<string>().Where(body => body.Length is > 0 and < 20_000)];

    private readonly ConcurrentDictionary<int, int> _statuses = [];
    private readonly ConcurrentQueue<string> _offences = [];

    [Fact]
    public async Task No_activity_gets_a_5xx_or_sends_anything_to_a_host_that_was_not_allowed()
    {
        var from = Setting("HIPFAQ_FUZZ_FROM", 1);
        var count = Setting("HIPFAQ_FUZZ", 3000);
        using var network = new Network();
        using var client = new HttpClient(network);
        var adapter = new EchoAdapter(
            new ConfigurationBotFrameworkAuthentication(new ConfigurationManager())
            {
                Network = client,
                Delivery = new DeliveryPolicy { FirstPause = TimeSpan.Zero, MaxAge = TimeSpan.FromMilliseconds(1) },
            },
            NullLogger<IBotFrameworkHttpAdapter>.Instance);

        await Parallel.ForAsync(from, from + count, async (number, _) => await PostAsync(adapter, number));

        Assert.True(_offences.IsEmpty, $"{_offences.Count} offences:\n{string.Join('\n', _offences.Take(20))}");
        Assert.Equal([], network.Hosts.Keys.Where(host => !new Uri($"http://{host}/").IsLoopback));

        // A fuzzer whose bodies are all refused at the door shows nothing.
        Assert.True(_statuses.GetValueOrDefault(200) > count / 5, string.Join(", ", _statuses));
        Assert.True(_statuses.GetValueOrDefault(400) > count / 20 && network.Hosts.Values.Sum() > count / 20, string.Join(", ", _statuses));
        Console.WriteLine($"{count} activities: {string.Join(", ", _statuses.OrderBy(each => each.Key).Select(each => $"{each.Value} × {each.Key}"))}; {network.Hosts.Values.Sum()} posts");
    }

    private async Task PostAsync(EchoAdapter adapter, int number)
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
            var status = context.Response.StatusCode;
            _statuses.AddOrUpdate(status, 1, (_, seen) => seen + 1);
            if (status is >= 500 and not StatusCodes.Status501NotImplemented) _offences.Enqueue($"{number}: {status}");
            if (answer.Length > 0) using (JsonDocument.Parse(answer.ToArray(), new JsonDocumentOptions { MaxDepth = 256 })) { }
        }
        catch (Exception exception)
        {
            _offences.Enqueue($"{number}: {exception}");
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
