using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using HipFaqBot.BotBuilder.Connector.Authentication;
using HipFaqBot.BotBuilder.Schema;
using Microsoft.Identity.Client;

namespace HipFaqBot.BotBuilder.Connector;

/// <summary>Sends one request to a connector once, and says what is known of it afterwards.</summary>
internal sealed class ConnectorWire
{
    private const int MaxAnswerBytes = 64 * 1024;

    /// <summary>
    /// One for the process: connections outlive turns. No redirects, because only the host of the service URL was checked; no
    /// cookies, because one conversation's must not reach another.
    /// </summary>
    public static HttpClient Shared { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Why nothing may be sent to an address, or null; asked before every request, for a bot may set another address.</summary>
    public required Func<Uri, string?> Trust { get; init; }

    /// <summary>The bot's token, a fresh one if asked; null if the connector asks for none.</summary>
    public Func<bool, CancellationToken, Task<string>>? Token { get; init; }

    public required DeliveryPolicy Policy { get; init; }

    /// <summary>By what requests are sent; a test takes the network's place.</summary>
    public HttpClient Http { get; init; } = Shared;

    /// <param name="deadline">Ends the try; it is cancelled too when the caller gives up.</param>
    /// <param name="callers">The caller's own: if it is cancelled, that is thrown.</param>
    public async ValueTask<Attempt> SendAsync<T>(
        Uri serviceUrl, ConnectorRequest request, byte[]? body, CancellationToken deadline, CancellationToken callers)
        where T : class
    {
        try
        {
            using var response = await SendOnceAsync(serviceUrl, request, body, deadline);
            if (response.IsSuccessStatusCode) return new Attempt(Fate.Taken) { Answer = await ReadAsync<T>(response, deadline) };
            return new Attempt(FateOf(response.StatusCode, request))
            {
                Failure = new ErrorResponseException($"Operation returned an invalid status code '{response.StatusCode}'")
                {
                    StatusCode = response.StatusCode,
                    Body = await ReadAsync<ErrorResponse>(response, deadline),
                },
                IsHostDown = DeliveryPolicy.IsUnknown(response.StatusCode),
                Asked = Policy.AskedBy(response),
            };
        }
        catch (MsalException exception)
        {
            // Without a token nothing was sent. Entra's message may name what it was asked with: its code says enough.
            var message = $"There is no token for the connector ({exception.ErrorCode}).";
            return exception.IsRetryable ? Attempt.NotTaken(message) : Attempt.Refused(message);
        }
        catch (HttpRequestException exception)
        {
            var message = $"The connector could not be reached ({exception.HttpRequestError}).";
            return DeliveryPolicy.IsNotTaken(exception) || request.IsRepeatable
                ? Attempt.NotTaken(message, exception) with { IsHostDown = true }
                : Attempt.Unknown(message, exception);
        }
        catch (OperationCanceledException exception) when (!callers.IsCancellationRequested)
        {
            return Attempt.Unknown("The connector did not answer in time.", exception);
        }
    }

    private static Fate FateOf(HttpStatusCode status, ConnectorRequest request) =>
        DeliveryPolicy.IsNotTaken(status) || (request.IsRepeatable && DeliveryPolicy.IsUnknown(status)) ? Fate.NotTaken
        : DeliveryPolicy.IsUnknown(status) ? Fate.Unknown
        : Fate.Refused;

    private async Task<HttpResponseMessage> SendOnceAsync(
        Uri serviceUrl, ConnectorRequest request, byte[]? body, CancellationToken cancellationToken)
    {
        if (Trust(serviceUrl) is { } problem) throw CallerRefusedException.Forbidden(problem);
        for (var fresh = false; ; fresh = true)
        {
            using var message = Message(serviceUrl, request, body);
            if (Token is not null) message.Headers.Authorization = new("Bearer", await Token(fresh, cancellationToken));
            var response = await Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

            // A token may have been revoked before its time. A 401 comes before anything is taken, so a second try is no copy.
            if (response.StatusCode != HttpStatusCode.Unauthorized || Token is null || fresh) return response;
            response.Dispose();
        }
    }

    private static HttpRequestMessage Message(Uri serviceUrl, ConnectorRequest request, byte[]? body)
    {
        // Exactly one slash between the two, however the service URL ends.
        var address = serviceUrl.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/v3/conversations" + request.Path;
        var message = new HttpRequestMessage(request.Method, address);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        if (request.NamesConversation && request.ConversationId is { } id)
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
}
