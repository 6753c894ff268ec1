namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>A caller who may not, with the status and the reason for the log; the caller is not told more.</summary>
internal sealed class CallerRefusedException(int status, string reason) : UnauthorizedAccessException(reason)
{
    public int Status => status;

    public static CallerRefusedException Unauthorized(string reason) => new(401, reason);

    public static CallerRefusedException Forbidden(string reason) => new(403, reason);
}
