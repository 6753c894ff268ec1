using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.BotBuilder.Tests.Conformance;

/// <summary>
/// A connector on a loopback port that remembers what is posted to it. Under <c>/fail{status}</c> it answers with that
/// status, under <c>/once{status}</c> the first time only; under <c>/hang</c> it never answers.
/// </summary>
internal sealed class FakeConnector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<int> _arrivals = Channel.CreateUnbounded<int>();
    private int _requests;

    private FakeConnector(WebApplication app) => _app = app;

    /// <summary>What came, in order.</summary>
    public ConcurrentQueue<RecordedRequest> Requests { get; } = [];

    /// <summary>Answers in place of the paths' rules: the request and its number, from 1.</summary>
    public Func<HttpContext, int, Task>? Respond { get; set; }

    /// <summary>Ends with the first request.</summary>
    public Task Received => _received.Task;

    public string Authority => new Uri(_app.Urls.Single()).Authority;

    public static async Task<FakeConnector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var connector = new FakeConnector(builder.Build());
        connector._app.Run(connector.AnswerAsync);
        await connector._app.StartAsync();
        return connector;
    }

    /// <summary>Waits until so many requests have come in all.</summary>
    public async Task ReceivedAsync(int count)
    {
        await foreach (var number in _arrivals.Reader.ReadAllAsync())
        {
            if (number >= count) return;
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers.Select(header => new[] { header.Key, header.Value.ToString() }).ToList();

        // The target as it was sent: the path has lost its escapes.
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        Requests.Enqueue(new RecordedRequest(context.Request.Method, target, headers, await reader.ReadToEndAsync()));
        _received.TrySetResult();
        var number = Interlocked.Increment(ref _requests);
        _arrivals.Writer.TryWrite(number);
        if (Respond is not null)
        {
            await Respond(context, number);
            return;
        }

        if (target.StartsWith("/hang", StringComparison.Ordinal)) await Task.Delay(Timeout.Infinite, context.RequestAborted);
        context.Response.StatusCode = StatusOf(target, number);
        await context.Response.WriteAsJsonAsync(new { id = "r19" });
    }

    private static int StatusOf(string target, int request)
    {
        var first = target.Split('/')[1];
        if (first.StartsWith("fail", StringComparison.Ordinal)) return int.Parse(first[4..], null);
        if (first.StartsWith("once", StringComparison.Ordinal) && request == 1) return int.Parse(first[4..], null);
        return StatusCodes.Status200OK;
    }
}
