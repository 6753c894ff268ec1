using System.Collections.Concurrent;
using HipFaqBot.Bot.DirectLine;
using HipFaqBot.Bot.DirectLine.Storage;
using HipFaqBot.BotBuilder;
using HipFaqBot.BotBuilder.Schema;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace HipFaqBot.Bot.Tests.DirectLine;

/// <summary>The channel on real Kestrel at a free loopback port, with a small bot behind it and a clock that the test moves.</summary>
internal sealed class ChannelHost : IAsyncDisposable
{
    // The site's words for a failed turn and an emergency; read once for all these tests.
    private static readonly Lazy<CurrentKnowledge> Shipped = new(ReadShipped);

    private readonly WebApplication _app;
    private readonly DirectoryInfo? _ownFolder;

    private ChannelHost(WebApplication app, FakeTimeProvider clock, RecordedLogs logs, DirectoryInfo? ownFolder)
    {
        _app = app;
        _ownFolder = ownFolder;
        Clock = clock;
        Logs = logs;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Http = new HttpClient { BaseAddress = new Uri(Address, "/v3/directline/") };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public FakeTimeProvider Clock { get; }

    public RecordedLogs Logs { get; }

    public SmallBot Bot => (SmallBot)_app.Services.GetRequiredService<IBot>();

    /// <summary>What the site says when a turn failed.</summary>
    public string Apology => _app.Services.GetRequiredService<TurnRules>().Apology.Text!;

    public ConversationStore Conversations => _app.Services.GetRequiredService<ConversationStore>();

    public static Task<ChannelHost> StartAsync(params (string Key, string Value)[] settings) =>
        StartAsync(new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero)), settings);

    /// <summary>With the clock of a host that ended, so that time goes on. Setting <c>Port</c> is the port, else a free one.</summary>
    public static async Task<ChannelHost> StartAsync(FakeTimeProvider clock, params (string Key, string Value)[] settings)
    {
        var logs = new RecordedLogs();
        var ownFolder = settings.Any(one => one.Key == "DirectLine:Folder") ? null : Directory.CreateTempSubdirectory("hipfaq-channel-");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration["DirectLine:Folder"] = ownFolder?.FullName;
        builder.Configuration.AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value)));
        builder.WebHost.UseUrls($"http://127.0.0.1:{builder.Configuration["Port"] ?? "0"}");
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IBot, SmallBot>();
        builder.Services.AddSingleton<TurnRules>();
        builder.Services.AddSingleton(Shipped.Value);
        builder.AddDirectLine();
        var app = builder.Build();
        try
        {
            app.MapDirectLine();
            await app.StartAsync();
        }
        catch
        {
            // A start that fails has begun to write all the same.
            await app.DisposeAsync();
            ownFolder?.Delete(recursive: true);
            throw;
        }

        return new ChannelHost(app, clock, logs, ownFolder);
    }

    public string Folder => _ownFolder!.FullName;

    public int OpenSockets => _app.Services.GetRequiredService<SocketCount>().Open;

    /// <summary>Waits until so many sockets are open.</summary>
    public async Task SocketsAsync(int open)
    {
        for (var patience = TestTime.Out(); OpenSockets != open; await Task.Yield())
            patience.ThrowIfCancellationRequested();
    }

    public Task StopAsync() => _app.StopAsync();

    private static CurrentKnowledge ReadShipped()
    {
        var current = new CurrentKnowledge();
        current.Publish(KnowledgeSnapshot.InMemory(KnowledgeReader.Read(Repository.Path("knowledge"), new DateOnly(2026, 11, 23)).Knowledge!));
        return current;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        _ownFolder?.Delete(recursive: true);
    }
}

/// <summary>Answers "Echo: …", and does what some words ask for.</summary>
internal sealed class SmallBot : ActivityHandler
{
    private readonly ConcurrentQueue<Activity> _seen = new();
    private bool _hasBrokenOff;

    /// <summary>Never breaks off.</summary>
    public void Mend() => _hasBrokenOff = true;

    /// <summary>Every activity that came, as it was when its turn began.</summary>
    public IReadOnlyCollection<Activity> Seen => _seen;

    /// <summary>The message "wait" ends its turn with this.</summary>
    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Set when a turn waits at the gate.</summary>
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        _seen.Enqueue(turnContext.Activity);
        return base.OnTurnAsync(turnContext, cancellationToken);
    }

    protected override Task OnMembersAddedAsync(
        IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        membersAdded.Any(member => member.Id != turnContext.Activity.Recipient!.Id)
            ? turnContext.SendActivityAsync("Hello.", cancellationToken: cancellationToken)
            : Task.CompletedTask;

    protected override async Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
    {
        var text = turnContext.Activity.Text ?? "";
        switch (text)
        {
            case "throw":
                throw new InvalidOperationException("a secret that somebody typed");
            case "typing":
                await turnContext.SendActivityAsync(new Activity { Type = ActivityTypes.Typing }, cancellationToken);
                break;
            case "type and wait":
                await turnContext.SendActivityAsync(new Activity { Type = ActivityTypes.Typing }, cancellationToken);
                await Gate.Task.WaitAsync(cancellationToken);
                break;
            case "break off":
                // As when the answer cannot be kept, or the process ends before it is.
                if (!_hasBrokenOff)
                {
                    _hasBrokenOff = true;
                    throw new ConversationsUnavailableException("the disk is gone");
                }

                break;
            case "goodbye":
                await turnContext.SendActivityAsync(new Activity { Type = ActivityTypes.EndOfConversation }, cancellationToken);
                return;
            case "wait":
                Waiting.TrySetResult();
                await Gate.Task.WaitAsync(cancellationToken);
                break;
        }

        await turnContext.SendActivityAsync($"Echo: {(text.Length > 100 ? $"{text.Length} characters" : text)}", cancellationToken: cancellationToken);
    }
}

/// <summary>Everything that was logged, at any level, as the text that a log file would hold.</summary>
internal sealed class RecordedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => new Recorder(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Recorder(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category} {formatter(state, exception)} {exception}");
    }
}
