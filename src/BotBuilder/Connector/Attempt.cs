using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder.Connector;

/// <summary>What is known of a request that was sent, or was to be sent.</summary>
internal enum Fate
{
    /// <summary>The connector has taken it.</summary>
    Taken,

    /// <summary>The connector has certainly not taken it, and may take it later.</summary>
    NotTaken,

    /// <summary>The connector has refused it, and would again.</summary>
    Refused,

    /// <summary>Nobody can say.</summary>
    Unknown,
}

/// <summary>One try to deliver.</summary>
internal sealed record Attempt(Fate Fate)
{
    /// <summary>What the connector answered, where it has taken the request and said something.</summary>
    public object? Answer { get; init; }

    /// <summary>Null where the request was taken.</summary>
    public ErrorResponseException? Failure { get; init; }

    /// <summary>True if the host itself is out of order, for this request as for others.</summary>
    public bool IsHostDown { get; init; }

    /// <summary>How long the connector asks to wait.</summary>
    public TimeSpan? Asked { get; init; }

    /// <summary>How long to wait before it is sent again; null if it is not.</summary>
    public TimeSpan? Pause { get; init; }

    public static Attempt NotTaken(string message, Exception? cause = null) =>
        new(Fate.NotTaken) { Failure = new ErrorResponseException(message, cause) };

    public static Attempt Unknown(string message, Exception? cause = null) =>
        new(Fate.Unknown) { Failure = new ErrorResponseException(message, cause), IsHostDown = true };

    public static Attempt Refused(string message, Exception? cause = null) =>
        new(Fate.Refused) { Failure = new ErrorResponseException(message, cause) };
}
