using System.Net;

namespace HipFaqBot.BotBuilder.Connector;

/// <summary>How long a turn tries to deliver, and what it tries again.</summary>
internal sealed record DeliveryPolicy
{
    /// <summary>For all sends of a turn together: a channel gives a turn 15 seconds.</summary>
    public TimeSpan TurnBudget { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Before the first resend; doubled for each further one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public int MaxResends { get; init; } = 3;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>True if the connector has certainly not taken the request.</summary>
    public static bool IsNotTaken(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.PreconditionFailed;

    /// <summary>True if the request never left: no name, no connection, no TLS.</summary>
    public static bool IsNotTaken(HttpRequestException exception) => exception.HttpRequestError is
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError;

    /// <summary>True if nobody can say whether the connector has taken the request.</summary>
    public static bool IsUnknown(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;

    /// <summary>How long to wait before the resend of that number, from 0: as the connector asks, or doubling.</summary>
    public TimeSpan PauseBefore(int resend, HttpResponseMessage? response)
    {
        if (response?.Headers.RetryAfter is { } asked)
        {
            var pause = asked.Delta ?? asked.Date - Time.GetUtcNow() ?? TimeSpan.Zero;
            return pause > TimeSpan.Zero ? pause : TimeSpan.Zero;
        }

        // 20 % to either side, so that bots that were refused together do not come back together.
        return FirstPause * Math.Pow(2, resend) * (0.8 + (0.4 * Random.Shared.NextDouble()));
    }
}
