using System.Net;

namespace HipFaqBot.BotBuilder.Connector;

/// <summary>How long delivery is tried, what is tried again, and how much may wait.</summary>
internal sealed record DeliveryPolicy
{
    /// <summary>For all sends of a turn together: a channel gives a turn 15 seconds.</summary>
    public TimeSpan TurnBudget { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Before the first resend; doubled for each further one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Where doubling ends.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A connector that asks for more is not waited for.</summary>
    public TimeSpan LongestAsked { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>An older reply is given up: the person has gone on.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>One request that waits in line may take this long.</summary>
    public TimeSpan RequestTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What may wait in all lines together, requests.</summary>
    public int MaxWaiting { get; init; } = 1000;

    /// <summary>What may wait in all lines together, bytes of bodies.</summary>
    public long MaxWaitingSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long the end of the process waits for what waits in line.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(10);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>True if the connector has certainly not taken the request.</summary>
    public static bool IsNotTaken(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.PreconditionFailed;

    /// <summary>True if the request never left: no name, no connection, no TLS.</summary>
    public static bool IsNotTaken(HttpRequestException exception) => exception.HttpRequestError is
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError;

    /// <summary>True if nobody can say whether the connector has taken the request.</summary>
    public static bool IsUnknown(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;

    /// <summary>How long the response asks to wait, by seconds or until a date; null if it does not ask.</summary>
    public TimeSpan? AskedBy(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is not { } asked) return null;
        var pause = asked.Delta ?? asked.Date - Time.GetUtcNow() ?? TimeSpan.Zero;
        return pause > TimeSpan.Zero ? pause : TimeSpan.Zero;
    }

    /// <summary>
    /// How long to wait before the resend of that number, from 0: as the connector asks, or doubling; null if that is longer than
    /// it is worth, or than is left.
    /// </summary>
    public TimeSpan? PauseBefore(int resend, TimeSpan? asked, TimeSpan left)
    {
        // 20 % to either side, so that bots that were refused together do not come back together.
        var doubling = FirstPause * Math.Pow(2, Math.Min(resend, 20));
        var own = (doubling < LongestPause ? doubling : LongestPause) * (0.8 + (0.4 * Random.Shared.NextDouble()));

        // The connector is taken at its word once; if that was too soon, our own pause is the least.
        var pause = asked is not { } wish ? own : resend == 0 || wish > own ? wish : own;
        return pause <= LongestAsked && pause < left ? pause : null;
    }
}
