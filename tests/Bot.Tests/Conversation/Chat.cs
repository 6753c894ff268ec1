using System.Text.Json.Nodes;

namespace HipFaqBot.Bot.Tests.Conversation;

/// <summary>A conversation with the bot in which several people may write.</summary>
internal sealed class Chat(RunningBot bot)
{
    public string Id { get; init; } = Guid.NewGuid().ToString("N");

    public string Person { get; init; } = "person";

    public bool IsGroup { get; init; }

    public string? ServiceUrl { get; init; }

    /// <summary>Says something and returns the one reply in this conversation.</summary>
    public async Task<Reply> SayAsync(string text, string? person = null)
    {
        var message = RunningBot.Message(text);
        message["conversation"] = new JsonObject { ["id"] = Id, ["isGroup"] = IsGroup };
        message["from"] = new JsonObject { ["id"] = person ?? Person };
        message["serviceUrl"] = ServiceUrl ?? message["serviceUrl"]!.DeepClone();
        return Assert.Single(await bot.SendAsync(message));
    }
}
