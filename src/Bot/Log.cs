using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot;

/// <summary>What this room logs. Never what a person typed, nor an exception's message, which might quote it.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "HipFaqBot is ready. Open {Address} in a browser.")]
    public static partial void Serving(ILogger logger, string address);

    [LoggerMessage(101, LogLevel.Information, "No MicrosoftAppId is set: /api/messages answers programs on this machine only.")]
    public static partial void LocalOnly(ILogger logger);

    [LoggerMessage(102, LogLevel.Warning, "Bot:AllowUnauthenticated is on: /api/messages answers ANYONE who can reach it, without authentication. Turn it off unless you know who that is.")]
    public static partial void Unauthenticated(ILogger logger);

    [LoggerMessage(103, LogLevel.Error, "A turn failed on channel {Channel}: {Exception}\n{StackTrace}")]
    public static partial void TurnFailed(ILogger logger, string? channel, string exception, string? stackTrace);

    [LoggerMessage(104, LogLevel.Error, "{Method} {Route} failed: {Exception}\n{StackTrace}")]
    public static partial void RequestFailed(ILogger logger, string method, string? route, string exception, string? stackTrace);

    [LoggerMessage(105, LogLevel.Warning, "No private chat could be opened on channel {Channel}, so advice was given in the thread without the sign's name: {Exception}")]
    public static partial void NoPrivateChat(ILogger logger, string? channel, string exception);

    [LoggerMessage(106, LogLevel.Error, "The state of a conversation on channel {Channel} could not be read or written; the person was answered without it: {Exception}")]
    public static partial void NoMemory(ILogger logger, string? channel, string exception);

    [LoggerMessage(107, LogLevel.Error, "The question that warms the service up could not be answered: {Exception}\n{StackTrace}")]
    public static partial void WarmUpFailed(ILogger logger, string exception, string? stackTrace);

    [LoggerMessage(108, LogLevel.Error, "What is to outlive a restart could not be read or written in the folder 'people' of Data:Folder: {Exception}")]
    public static partial void NotNoted(ILogger logger, string exception);

    [LoggerMessage(109, LogLevel.Information, "For review, a suspected false alarm: the person says that {Sign} ({Urgency}), raised {Raised:u}, is not happening. Knowledge {Version}.")]
    public static partial void FalseAlarmSuspected(ILogger logger, string sign, Urgency urgency, DateTimeOffset raised, string version);

    [LoggerMessage(120, LogLevel.Information, "/api/messages answers callers that bring a token for app {AppId}.")]
    public static partial void Authenticated(ILogger logger, string appId);

    [LoggerMessage(121, LogLevel.Warning, "{Warning}")]
    public static partial void ChannelSetting(ILogger logger, string warning);
}
