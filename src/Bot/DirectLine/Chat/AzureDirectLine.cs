using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.DirectLine.Chat;

/// <summary>
/// Gets tokens of Azure Direct Line for the chat page. The secret stays here; user and trusted origin are fixed in the token, so the page
/// can choose neither.
/// </summary>
internal sealed class AzureDirectLine(
    IHttpClientFactory clients, PublicOrigin origin, IOptions<WidgetOptions> widget, TimeProvider timeProvider, ILogger<AzureDirectLine> logger)
{
    /// <summary>Name of the client among those of the factory.</summary>
    public const string ClientName = "azure-direct-line";

    private const int LargestAnswer = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<IResult> StartAsync(HttpRequest request)
    {
        var cancelled = request.HttpContext.RequestAborted;
        using var limit = new CancellationTokenSource(Patience, timeProvider);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancelled);
        try
        {
            if (await GenerateAsync(request, ending.Token) is { ConversationId.Length: > 0, Token.Length: > 0 } token)
            {
                var session = new ChatSession(token.ConversationId, token.Token, token.ExpiresIn, Address, StreamUrl: null, Ticket: null);
                return Results.Json(session, DirectLineJson.Default.ChatSession, statusCode: StatusCodes.Status201Created);
            }

            Log.AzureRefused(logger, "an answer without a token");
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or OperationCanceledException or NotSupportedException)
        {
            // The status says all: Azure's words might quote the request.
            var reason = exception is HttpRequestException { StatusCode: { } status } ? $"status {(int)status}" : exception.GetType().Name;
            Log.AzureRefused(logger, reason);
        }

        return DirectLineError.AzureUnavailable;
    }

    private string Address => widget.Value.AzureAddress.TrimEnd('/');

    private async Task<TokenBody?> GenerateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new StartBody(new StartUser(TokenEndpoints.NewUser()), TrustedOrigins: [origin.Of(request)]);
        using var ask = new HttpRequestMessage(HttpMethod.Post, $"{Address}/tokens/generate")
        {
            Content = JsonContent.Create(body, DirectLineJson.Default.StartBody),
        };
        ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", widget.Value.AzureSecret!.Trim());
        using var client = clients.CreateClient(ClientName);
        client.MaxResponseContentBufferSize = LargestAnswer;
        using var answer = await client.SendAsync(ask, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync(DirectLineJson.Default.TokenBody, cancellationToken);
    }
}
