using HipFaqBot.Bot.DirectLine;
using HipFaqBot.Bot.Messages;
using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Bot.Health;

/// <summary>What a supervisor asks: is the process alive, and is it ready to be sent people.</summary>
internal static class HealthEndpoints
{
    // Some supervisors ask for the status alone.
    private static readonly string[] Asking = [HttpMethods.Get, HttpMethods.Head];

    private static readonly string[] Knowledge = ["knowledge"];
    private static readonly string[] Conversations = ["conversations"];

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/healthz", Asking, () => Results.Text("ok"));
        routes.MapMethods("/readyz", Asking, Ready);
    }

    private static IResult Ready(
        CurrentKnowledge current,
        KnowledgeWatcher watcher,
        ISentenceEncoder encoder,
        MessagesAccess access,
        ConversationStore conversations,
        IHostApplicationLifetime lifetime)
    {
        if (!current.IsReady || lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        var knowledge = current.Knowledge;
        string[] degraded =
        [
            .. watcher.Refused.Count > 0 ? Knowledge : [],
            .. conversations.Trouble is null ? [] : Conversations,
        ];
        return Results.Json(new
        {
            status = degraded.Length > 0 ? "degraded" : "ready",
            degraded,
            auth = access.IsAuthenticated ? "on" : "off",
            knowledge = knowledge.Version,
            entries = knowledge.Entries.Count,
            unsigned = knowledge.UnsignedEntries,
            encoder = encoder.Dimensions > 0,
        });
    }
}
