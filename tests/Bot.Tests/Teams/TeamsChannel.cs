using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.Bot.Tests.Teams;

/// <summary>Teams as the bot sees it: it sends activities, and takes what the bot posts, changes and deletes.</summary>
public sealed class TeamsChannel : IAsyncLifetime
{
    private readonly WebApplication _connector = Connector();
    private readonly ConcurrentQueue<Request> _requests = [];
    private readonly TaskCompletionSource<Request> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _ids;

    public TeamsChannel()
        : this(new RunningBot())
    {
    }

    internal TeamsChannel(RunningBot bot) => Bot = bot;

    public RunningBot Bot { get; }

    /// <summary>What the connector answers to a change of a message.</summary>
    public HttpStatusCode ToUpdates { get; set; } = HttpStatusCode.OK;

    /// <summary>What it answers when the bot opens a chat.</summary>
    public HttpStatusCode ToNewChats { get; set; } = HttpStatusCode.Created;

    public async Task InitializeAsync()
    {
        _connector.MapPost("/v3/conversations", () => ToNewChats == HttpStatusCode.Created
            ? Results.Json(new { id = "own-chat" }, statusCode: 201)
            : Results.Json(new { error = new { code = "BotNotInConversationRoster", message = "" } }, statusCode: (int)ToNewChats));
        _connector.Map("/v3/conversations/{conversation}/activities/{activity?}", async (HttpRequest request, string conversation, string? activity) =>
        {
            if (request.Method == HttpMethods.Put && ToUpdates != HttpStatusCode.OK)
            {
                return Results.StatusCode((int)ToUpdates);
            }

            var id = request.Method == HttpMethods.Post ? $"bot-{Interlocked.Increment(ref _ids)}" : activity!;
            var body = request.Method == HttpMethods.Delete ? new JsonObject() : (await request.ReadFromJsonAsync<JsonObject>())!;
            var seen = new Request(request.Method, conversation, activity, id, new Reply(body));
            _requests.Enqueue(seen);
            _first.TrySetResult(seen);
            return Results.Json(new { id });
        });
        await _connector.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _connector.DisposeAsync();
        Bot.Dispose();
    }

    /// <summary>An activity as Teams sends it.</summary>
    /// <param name="kind"><c>personal</c>, <c>groupChat</c> or <c>channel</c>.</param>
    public JsonObject Activity(string type, string kind = "personal", string? conversation = null) => new()
    {
        ["type"] = type,
        ["id"] = Guid.NewGuid().ToString("N"),
        ["channelId"] = "msteams",
        ["serviceUrl"] = _connector.Urls.Single() + "/",
        ["from"] = new JsonObject { ["id"] = "29:person", ["name"] = "Sam <at>x</at> [y](https://evil.example)" },
        ["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "Hip FAQ" },
        ["conversation"] = new JsonObject
        {
            ["id"] = conversation ?? $"19:{Guid.NewGuid():N}@thread.tacv2;messageid=1481567603816",
            ["conversationType"] = kind,
            ["isGroup"] = kind != "personal",
            ["tenantId"] = "tenant",
        },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = "tenant" } },
        ["locale"] = "en-GB",
    };

    public JsonObject Message(string text, string kind = "personal", string? conversation = null)
    {
        var message = Activity("message", kind, conversation);
        (message["text"], message["textFormat"]) = (text, "plain");
        if (kind != "personal")
        {
            message["text"] = $"<at>Hip FAQ</at> {text}";
            message["entities"] = new JsonArray(new JsonObject
            {
                ["type"] = "mention",
                ["text"] = "<at>Hip FAQ</at>",
                ["mentioned"] = new JsonObject { ["id"] = "28:bot", ["name"] = "Hip FAQ" },
            });
        }

        return message;
    }

    /// <summary>Sends it and returns what the bot did meanwhile in that conversation.</summary>
    public async Task<IReadOnlyList<Request>> SendAsync(JsonObject activity)
    {
        using var response = await PostAsync(activity);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}\n{Bot.Logs.Text}");
        return Requests((string)activity["conversation"]!["id"]!);
    }

    public Task<HttpResponseMessage> PostAsync(JsonObject activity) => Bot.Http.PostAsJsonAsync("/api/messages", activity);

    /// <summary>
    /// What the bot did in a conversation since it was last asked, but for signs of typing: whether one is sent says how long the
    /// answer took on this machine.
    /// </summary>
    public IReadOnlyList<Request> Requests(string conversation)
    {
        var all = _requests.Where(request => (string?)request.Reply.Activity["type"] != "typing").ToList();
        _requests.Clear();
        all.Where(request => request.Conversation != conversation).ToList().ForEach(_requests.Enqueue);
        return [.. all.Where(request => request.Conversation == conversation)];
    }

    /// <summary>The first thing that the bot did, when it has done it.</summary>
    public Task<Request> FirstRequestAsync() => _first.Task;

    private static WebApplication Connector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }

    /// <summary>One request to the connector.</summary>
    /// <param name="Activity">The activity that the address names.</param>
    /// <param name="Id">The id that the message has now.</param>
    public sealed record Request(string Method, string Conversation, string? Activity, string Id, Reply Reply)
    {
        public string Text => (string?)Reply.Activity["text"] ?? "";

        /// <summary>The Adaptive Card, if the message is one.</summary>
        public JsonObject? Card => Reply.Activity["attachments"]?.AsArray().SingleOrDefault()?["content"]?.AsObject();

        /// <summary>What the buttons on the card say.</summary>
        public IReadOnlyList<JsonObject> Submits =>
            [.. Card!["body"]!.AsArray().Where(part => (string?)part!["type"] == "ActionSet")
                .Select(part => part!["actions"]![0]!.AsObject()).Where(action => (string?)action["type"] == "Action.Submit")];
    }
}
