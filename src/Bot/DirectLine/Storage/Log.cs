namespace HipFaqBot.Bot.DirectLine.Storage;

internal static partial class Log
{
    [LoggerMessage(EventId = 3101, EventName = "ConversationsUnavailable", Level = LogLevel.Error,
        Message = "Conversations cannot be kept, so messages are refused for now: {Reason}")]
    public static partial void ConversationsUnavailable(ILogger logger, string reason);

    [LoggerMessage(EventId = 3102, EventName = "ConversationsAvailable", Level = LogLevel.Information,
        Message = "Conversations are kept again")]
    public static partial void ConversationsAvailable(ILogger logger);

    [LoggerMessage(EventId = 3103, EventName = "DamagedPutAside", Level = LogLevel.Error,
        Message = "{Path} was damaged. It stands aside as {Name} until its conversations would have been erased; new ones begin in a new file")]
    public static partial void DamagedPutAside(ILogger logger, string path, string name);

    [LoggerMessage(EventId = 3104, EventName = "KeyLost", Level = LogLevel.Warning,
        Message = "Conversation {Conversation} cannot be read any more, because the key that protected it is gone")]
    public static partial void KeyLost(ILogger logger, string conversation);
}
