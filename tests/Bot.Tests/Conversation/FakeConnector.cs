using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.Bot.Tests.Conversation;

/// <summary>A channel's side of the Connector, which notes what is posted where, and may refuse to open chats.</summary>
internal sealed class FakeConnector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<(string Conversation, Reply Reply)> _posted = [];
    private readonly Lock _gate = new();

    private FakeConnector(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    /// <summary>The texts that were posted, in order, with the conversation's id; signs of typing and cards are none.</summary>
    public IReadOnlyList<(string Conversation, Reply Reply)> Posted
    {
        get
        {
            lock (_gate)
            {
                return [.. _posted];
            }
        }
    }

    /// <summary>What was asked for when chats were opened.</summary>
    public List<JsonObject> Opened { get; } = [];

    /// <param name="ownChat">Id of the chat that is opened for a person; null where none can be.</param>
    public static async Task<FakeConnector> StartAsync(string? ownChat)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var connector = new FakeConnector(app);
        app.MapPost("/v3/conversations", async (HttpRequest request) =>
        {
            connector.Opened.Add((await request.ReadFromJsonAsync<JsonObject>())!);
            return ownChat is null ? Results.StatusCode(StatusCodes.Status403Forbidden) : Results.Json(new { id = ownChat });
        });
        app.MapPost("/v3/conversations/{conversation}/activities/{id?}", async (string conversation, HttpRequest request) =>
        {
            var reply = new Reply((await request.ReadFromJsonAsync<JsonObject>())!);
            if ((string?)reply.Activity["type"] == "message" && (string?)reply.Activity["text"] is { Length: > 0 })
            {
                lock (connector._gate)
                {
                    connector._posted.Add((conversation, reply));
                }
            }

            return Results.Json(new { id = "given" });
        });
        await app.StartAsync();
        return connector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
