namespace HipFaqBot.Bot.DirectLine.Keys;

internal static partial class Log
{
    [LoggerMessage(EventId = 3201, EventName = "TokenKeysUnreadable", Level = LogLevel.Warning,
        Message = "{File} cannot be read ({Exception}): new keys are made, and tokens of before are refused")]
    public static partial void TokenKeysUnreadable(ILogger logger, string file, string exception);

    [LoggerMessage(EventId = 3202, EventName = "TokenKeysNotKept", Level = LogLevel.Warning,
        Message = "{File} cannot be written ({Exception}): tokens end when the service does. Give the service's user the right to write there")]
    public static partial void TokenKeysNotKept(ILogger logger, string file, string exception);
}
