using System.Text.Json.Nodes;

namespace HipFaqBot.Bot.Tests;

/// <summary>One activity of the bot's, as it came over the wire.</summary>
public sealed record Reply(JsonObject Activity)
{
    public string Text => (string)Activity["text"]!;

    /// <summary>The entity <c>hipfaq/answer</c>; a reply to what is no question has none.</summary>
    public JsonObject? Entity => Activity["entities"]?.AsArray().Select(entity => entity!.AsObject())
        .SingleOrDefault(entity => (string?)entity["type"] == "hipfaq/answer");

    public string? Decision => (string?)Entity?["decision"];

    public string? Entry => (string?)Entity?["entry"];

    public IReadOnlyList<JsonObject> Buttons =>
        [.. Activity["suggestedActions"]?["actions"]?.AsArray().Select(action => action!.AsObject()) ?? []];
}
