using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.Bot.Tests;

/// <summary>The real program on real Kestrel at a free loopback port, with knowledge and data of the test's own.</summary>
public sealed class RunningBot : IDisposable
{
    private readonly Program _program;

    public RunningBot()
        : this([])
    {
    }

    /// <param name="settings">Configuration beyond the folders.</param>
    /// <param name="edit">Changes the knowledge before the start.</param>
    /// <param name="replace">Replaces an edge of the service: the clock, a failing part.</param>
    internal RunningBot(
        IEnumerable<(string Key, string Value)> settings, Action<KnowledgeCopy>? edit = null, Action<IServiceCollection>? replace = null)
    {
        BuiltIndex.PutInto(Knowledge.DataFolder);
        edit?.Invoke(Knowledge);
        _program = new Program(Knowledge, Logs, replace ?? (_ => { }), settings);
        _program.UseKestrel(0);
        Http = _program.CreateClient();
    }

    public HttpClient Http { get; }

    internal KnowledgeCopy Knowledge { get; } = new();

    internal LogBook Logs { get; } = new();

    public IServiceProvider Services => _program.Services;

    /// <summary>Where the service listens, without a last slash.</summary>
    public string Address => Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    /// <summary>An activity as a channel sends it, to be answered in the response.</summary>
    public static JsonObject ActivityOf(string type) => new()
    {
        ["type"] = type,
        ["id"] = Guid.NewGuid().ToString("N"),
        ["channelId"] = "test",
        ["serviceUrl"] = "http://localhost:9",
        ["deliveryMode"] = "expectReplies",
        ["from"] = new JsonObject { ["id"] = "person" },
        ["recipient"] = new JsonObject { ["id"] = "bot" },
        ["conversation"] = new JsonObject { ["id"] = "conversation" },
    };

    public static JsonObject Message(string? text)
    {
        var message = ActivityOf("message");
        message["text"] = text;
        return message;
    }

    /// <summary>Says something and returns the one reply.</summary>
    /// <param name="conversation">Where it is said; null for a conversation of its own, of which nothing is remembered.</param>
    public async Task<Reply> SayAsync(string? text, string? conversation = null)
    {
        var message = Message(text);
        message["conversation"]!["id"] = conversation ?? Guid.NewGuid().ToString("N");
        return Assert.Single(await SendAsync(message));
    }

    public async Task<IReadOnlyList<Reply>> SendAsync(JsonObject activity)
    {
        using var response = await Http.PostAsJsonAsync("/api/messages", activity);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}\n{Logs.Text}");
        return await RepliesAsync(response);
    }

    public static async Task<IReadOnlyList<Reply>> RepliesAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadFromJsonAsync<JsonObject>();
        return [.. body!["activities"]!.AsArray().Select(activity => new Reply(activity!.AsObject()))];
    }

    public void Dispose()
    {
        Http.Dispose();
        _program.Dispose();
        Knowledge.Dispose();
    }

    private sealed class Program(
        KnowledgeCopy knowledge, LogBook logs, Action<IServiceCollection> replace, IEnumerable<(string Key, string Value)> settings)
        : WebApplicationFactory<global::Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production");
            builder.UseSetting("urls", "http://127.0.0.1:0");
            builder.UseSetting("Knowledge:Folder", knowledge.Folder);
            builder.UseSetting("Data:Folder", knowledge.DataFolder);

            // What is found is the matcher's tests' business; here each service would train for seconds.
            builder.UseSetting("Search:Training", "off");

            // Whoever asks here waits for code of first use, and no crowd comes.
            builder.UseSetting("WarmUp:Messages", "0");
            builder.UseSetting("Logging:LogLevel:HipFaqBot", "Trace");
            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }

            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(logs));
            builder.ConfigureTestServices(replace);
        }
    }
}
