using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using HipFaqBot.BotBuilder.Connector.Authentication;
using HipFaqBot.BotBuilder.Schema;
using Microsoft.Extensions.Logging;
using Microsoft.Identity.Client;

namespace HipFaqBot.BotBuilder.Connector;

/// <summary>
/// The connector at one service URL, for one turn. It resends only what was certainly not taken, within the time that
/// the turn has for its sends; what may have been taken is reported and counted, never sent twice.
/// </summary>
internal sealed class ConnectorClient(Uri serviceUrl, DeliveryPolicy policy, ILogger logger) : IConnectorClient, IConversations
{
    private const int MaxAnswerBytes = 64 * 1024;

    // One handler for the process: connections outlive turns. No redirects, because only the host of the service URL
    // was checked; no cookies, because one conversation's must not reach another.
    private static readonly HttpClient Http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    // Ticks: a sign of typing may go out beside an answer.
    private long _spent;

    public Uri BaseUri { get; set; } = serviceUrl;

    /// <summary>Why nothing may be sent to an address, or null; asked before every request, for a bot may set another address.</summary>
    public required Func<Uri, string?> Trust { get; init; }

    /// <summary>The bot's token, a fresh one if asked; null if the connector asks for none.</summary>
    public Func<bool, CancellationToken, Task<string>>? Token { get; init; }

    public IConversations Conversations => this;

    public async Task<T?> SendAsync<T>(ConnectorRequest request, CancellationToken cancellationToken)
        where T : class
    {
        var body = request.Body is null ? null : ActivityJson.SerializeToUtf8Bytes(request.Body);
        var started = policy.Time.GetTimestamp();
        var left = policy.TurnBudget - TimeSpan.FromTicks(Interlocked.Read(ref _spent));
        using var deadline = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, policy.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            for (var resend = 0; ; resend++)
            {
                var (answer, pause, failure) = await TryAsync<T>(request, body, resend, either.Token, cancellationToken);
                if (failure is null) return answer;

                var remaining = left - policy.Time.GetElapsedTime(started);
                if (pause is not { } wait || wait >= remaining || resend == policy.MaxResends)
                {
                    Report(request, failure, pause is not null);
                    throw failure;
                }

                await Task.Delay(wait, policy.Time, cancellationToken);
            }
        }
        finally
        {
            Interlocked.Add(ref _spent, policy.Time.GetElapsedTime(started).Ticks);
        }
    }

    public void Dispose()
    {
        // The handler is the process's.
    }

    private async Task<(T? Answer, TimeSpan? Pause, ErrorResponseException? Failure)> TryAsync<T>(
        ConnectorRequest request, byte[]? body, int resend, CancellationToken either, CancellationToken callers)
        where T : class
    {
        // The time is spent before the request is made: certainly not taken, and no pause is short enough.
        if (either.IsCancellationRequested && !callers.IsCancellationRequested)
            return (null, TimeSpan.MaxValue, new ErrorResponseException("The turn's time for sending was spent."));

        try
        {
            using var response = await SendOnceAsync(request, body, either);
            if (response.IsSuccessStatusCode) return (await ReadAsync<T>(response, either), null, null);

            var failure = new ErrorResponseException($"Operation returned an invalid status code '{response.StatusCode}'")
            {
                StatusCode = response.StatusCode,
                Body = await ReadAsync<ErrorResponse>(response, either),
            };
            var again = DeliveryPolicy.IsNotTaken(response.StatusCode) ||
                (request.IsRepeatable && DeliveryPolicy.IsUnknown(response.StatusCode));
            return (null, again ? policy.PauseBefore(resend, response) : null, failure);
        }
        catch (MsalException exception)
        {
            // Without a token nothing was sent. Entra's message may name what it was asked with: its code says enough.
            var failure = new ErrorResponseException($"There is no token for the connector ({exception.ErrorCode}).");
            return (null, exception.IsRetryable ? policy.PauseBefore(resend, null) : null, failure);
        }
        catch (HttpRequestException exception)
        {
            var again = DeliveryPolicy.IsNotTaken(exception) || request.IsRepeatable;
            var failure = new ErrorResponseException($"The connector could not be reached ({exception.HttpRequestError}).", exception);
            return (null, again ? policy.PauseBefore(resend, null) : null, failure);
        }
        catch (OperationCanceledException exception) when (!callers.IsCancellationRequested)
        {
            return (null, null, new ErrorResponseException("The connector did not answer within the turn's time.", exception));
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(ConnectorRequest request, byte[]? body, CancellationToken cancellationToken)
    {
        if (Trust(BaseUri) is { } problem) throw CallerRefusedException.Forbidden(problem);
        for (var fresh = false; ; fresh = true)
        {
            using var message = Message(request, body);
            if (Token is not null) message.Headers.Authorization = new("Bearer", await Token(fresh, cancellationToken));
            var response = await Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

            // A token may have been revoked before its time. A 401 comes before anything is taken, so a second try is no copy.
            if (response.StatusCode != HttpStatusCode.Unauthorized || Token is null || fresh) return response;
            response.Dispose();
        }
    }

    private HttpRequestMessage Message(ConnectorRequest request, byte[]? body)
    {
        // Exactly one slash between the two, however the service URL ends.
        var address = BaseUri.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/v3/conversations" + request.Path;
        var message = new HttpRequestMessage(request.Method, address);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        if (request.ConversationId is { } id)
            message.Headers.TryAddWithoutValidation("x-ms-conversation-id", IsPrintable(id) ? id : Uri.EscapeDataString(id));
        if (body is not null)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        return message;
    }

    private static bool IsPrintable(string id) => !id.AsSpan().ContainsAnyExceptInRange(' ', '~');

    // The status has said what matters: an answer that is no JSON, too long or broken off is as good as none.
    private static async Task<T?> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
        where T : class
    {
        var answer = ArrayPool<byte>.Shared.Rent(MaxAnswerBytes);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var length = await stream.ReadAtLeastAsync(
                answer.AsMemory(0, MaxAnswerBytes), MaxAnswerBytes, throwOnEndOfStream: false, cancellationToken);
            return length is 0 or MaxAnswerBytes ? null : ActivityJson.Deserialize<T>(answer.AsSpan(0, length));
        }
        catch (Exception exception) when (exception is JsonException or IOException or HttpRequestException or OperationCanceledException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(answer);
        }
    }

    private void Report(ConnectorRequest request, ErrorResponseException failure, bool notTaken)
    {
        var outcome = notTaken ? "not-taken"
            : failure.StatusCode is { } status && !DeliveryPolicy.IsUnknown(status) ? "refused"
            : "unknown";
        Deliveries.Failed.Add(1, new TagList { { "outcome", outcome } });
        Log.DeliveryFailed(logger, request.Method.Method, BaseUri.Host, request.Path, (int?)failure.StatusCode, outcome);
    }
}
