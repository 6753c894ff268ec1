using Microsoft.Extensions.Logging;

namespace HipFaqBot.BotBuilder;

/// <summary>All that this room logs: ids, statuses and reasons, never what people write.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "A request was refused with {Status}: {Reason}")]
    public static partial void RequestRefused(ILogger logger, int status, string reason);

    [LoggerMessage(2, LogLevel.Warning,
        "Not delivered: {Method} {Host} /v3/conversations{Path}, status {Status}, outcome {Outcome}")]
    public static partial void DeliveryFailed(ILogger logger, string method, string host, string path, int? status, string outcome);

    [LoggerMessage(3, LogLevel.Warning,
        "The turn of activity {ActivityId} in conversation {ConversationId} ended without its reply being delivered")]
    public static partial void TurnUndelivered(ILogger logger, string? activityId, string? conversationId);

    [LoggerMessage(4, LogLevel.Error,
        "The keys of tokens could not be fetched from {Metadata}: {Exception} {Inner}. Callers whose key is unknown are refused until they can")]
    public static partial void KeysNotFetched(ILogger logger, string metadata, string exception, string? inner);

    [LoggerMessage(5, LogLevel.Information, "{Count} replies wait for their connectors: the end of the process waits for them for a moment")]
    public static partial void OutboxDrains(ILogger logger, int count);
}
