namespace HipFaqBot.Bot.DirectLine;

internal static partial class Log
{
    [LoggerMessage(EventId = 3001, EventName = "ConversationStarted", Level = LogLevel.Debug,
        Message = "Conversation {Conversation} started")]
    public static partial void ConversationStarted(ILogger logger, string conversation);

    [LoggerMessage(EventId = 3002, EventName = "ServiceFull", Level = LogLevel.Warning,
        Message = "A conversation or an activity was refused for want of room: {Conversations} conversations are open")]
    public static partial void ServiceFull(ILogger logger, int conversations);

    // The exception's message stays out of the log: it may hold what a person typed.
    [LoggerMessage(EventId = 3003, EventName = "TurnFailed", Level = LogLevel.Error,
        Message = "A turn of conversation {Conversation} failed outside the bot's own error handler with {Exception} at {Stack}")]
    public static partial void TurnFailed(ILogger logger, string conversation, string exception, string? stack);

    [LoggerMessage(EventId = 3004, EventName = "AzureRefused", Level = LogLevel.Error,
        Message = "Azure Direct Line gave no token: {Reason}. Check Widget:AzureSecret and Widget:AzureAddress")]
    public static partial void AzureRefused(ILogger logger, string reason);
}
