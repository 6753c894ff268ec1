using System.Collections.Concurrent;
using System.Text;
using HipFaqBot.BotBuilder.Connector;
using HipFaqBot.BotBuilder.Connector.Authentication;
using HipFaqBot.BotBuilder.Integration.AspNet.Core;
using HipFaqBot.BotBuilder.Tests.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.BotBuilder.Tests.Conformance;

/// <summary>A bot on Kestrel at a loopback port, wired as the SDK's template wires one, and what it logs.</summary>
internal sealed class EchoHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LogLines _lines;

    private EchoHost(WebApplication app, LogLines lines)
    {
        _app = app;
        _lines = lines;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public BotFrameworkAuthentication Authentication => _app.Services.GetRequiredService<BotFrameworkAuthentication>();

    public IReadOnlyCollection<string> Log => _lines.Lines;

    // Resends at once, and gives up within a second.
    private static readonly DeliveryPolicy Hasty = new() { FirstPause = TimeSpan.FromMilliseconds(1), MaxAge = TimeSpan.FromSeconds(1) };

    public static Task<EchoHost> StartAsync(IBot bot, params (string Key, string Value)[] settings) => StartAsync(bot, Hasty, settings);

    /// <summary>A host that believes the certificate of our own issuer.</summary>
    public static Task<EchoHost> StartTrustingAsync(IBot bot, params (string Key, string Value)[] settings) =>
        StartAsync(bot, Hasty, Issuer.Client(), TimeProvider.System, settings);

    public static Task<EchoHost> StartAsync(IBot bot, DeliveryPolicy delivery, params (string Key, string Value)[] settings) =>
        StartAsync(bot, delivery, new HttpClient(), TimeProvider.System, settings);

    public static async Task<EchoHost> StartAsync(
        IBot bot, DeliveryPolicy delivery, HttpClient identity, TimeProvider time, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        foreach (var (key, value) in settings) builder.Configuration[key] = value;
        var lines = new LogLines();
        builder.Logging.ClearProviders().AddProvider(lines).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<BotFrameworkAuthentication>(services =>
            new ConfigurationBotFrameworkAuthentication(services.GetRequiredService<IConfiguration>())
            {
                Delivery = delivery,
                Identity = identity,
                Time = time,
            });
        builder.Services.AddSingleton<IBotFrameworkHttpAdapter, EchoAdapter>();
        builder.Services.AddSingleton(bot);

        var app = builder.Build();
        app.MapMethods(
            "/api/messages",
            [HttpMethods.Get, HttpMethods.Post],
            (HttpContext context, IBotFrameworkHttpAdapter adapter, IBot answering) =>
                adapter.ProcessAsync(context.Request, context.Response, answering));
        await app.StartAsync();
        return new EchoHost(app, lines);
    }

    /// <summary>Posts an activity with that Authorization header.</summary>
    public async Task<HttpResponseMessage> PostAsync(
        string activity, string? authorization = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages")
        {
            Content = new StringContent(activity, Encoding.UTF8, "application/json"),
        };
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await Client.SendAsync(request, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
