using HipFaqBot.BotBuilder.Connector.Authentication;
using HipFaqBot.BotBuilder.Schema;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.BotBuilder.Integration.AspNet.Core;

/// <summary>
/// The door for channels: <c>POST /api/messages</c>. A turn is worked off inline and answered when it has ended. Bad
/// requests are answered with a 4xx without a body; what the bot throws and nobody handles leaves
/// <see cref="ProcessAsync"/>.
/// </summary>
public class CloudAdapter : CloudAdapterBase, IBotFrameworkHttpAdapter
{
    private readonly ConversationTurns _turns = new();
    private readonly Lazy<AnsweredActivities> _answered;

    /// <summary>Without an app id.</summary>
    public CloudAdapter()
        : this(new ConfigurationBuilder().Build())
    {
    }

    /// <param name="botFrameworkAuthentication">Says who calls.</param>
    /// <param name="logger">Where ids and outcomes are logged.</param>
    public CloudAdapter(BotFrameworkAuthentication botFrameworkAuthentication, ILogger? logger = null)
        : base(botFrameworkAuthentication, logger) => _answered = new(() => new AnsweredActivities(Time));

    /// <param name="configuration">As <see cref="ConfigurationBotFrameworkAuthentication"/> reads it.</param>
    /// <param name="httpClientFactory">For metadata and tokens.</param>
    /// <param name="logger">Where ids and outcomes are logged.</param>
    public CloudAdapter(IConfiguration configuration, IHttpClientFactory? httpClientFactory = null, ILogger? logger = null)
        : this(new ConfigurationBotFrameworkAuthentication(configuration, httpClientFactory: httpClientFactory, logger: logger), logger)
    {
    }

    /// <summary>The time by which answers are kept for copies.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    public async Task ProcessAsync(
        HttpRequest httpRequest, HttpResponse httpResponse, IBot bot, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(httpRequest);
        ArgumentNullException.ThrowIfNull(httpResponse);
        ArgumentNullException.ThrowIfNull(bot);

        // GET would open a stream, which is not offered.
        if (!HttpMethods.IsPost(httpRequest.Method))
        {
            httpResponse.Headers.Allow = HttpMethods.Post;
            Refuse(httpResponse, StatusCodes.Status405MethodNotAllowed, "only POST is answered");
            return;
        }

        if (await ReadAsync(httpRequest, httpResponse) is not { } activity) return;
        try
        {
            var caller = await BotFrameworkAuthentication.AuthenticateRequestAsync(activity, httpRequest.Headers.Authorization, cancellationToken);
            var answer = await _answered.Value.AnswerOnceAsync(
                activity, () => AnswerAsync(caller, activity, bot, cancellationToken), httpRequest.HttpContext.RequestAborted);
            await answer.WriteAsync(httpResponse);
        }
        catch (CallerRefusedException exception)
        {
            Refuse(httpResponse, exception.Status, exception.Message);
        }
        catch (UnauthorizedAccessException)
        {
            // From the turn, as the SDK has it. Its message is the bot's own and may speak of anything.
            Refuse(httpResponse, StatusCodes.Status401Unauthorized, "the turn was not authorized");
        }
    }

    private static bool WaitsForAnswer(Activity activity) =>
        activity.Type == ActivityTypes.Invoke || activity.DeliveryMode == DeliveryModes.ExpectReplies;

    private async Task<Answer> AnswerAsync(
        AuthenticateRequestResult caller, Activity activity, IBot bot, CancellationToken cancellationToken)
    {
        if (await _turns.EnterAsync(activity, cancellationToken) is not { } turn)
        {
            Log.RequestRefused(Logger, StatusCodes.Status503ServiceUnavailable, "too many turns of this conversation wait");
            return Answer.Busy;
        }

        using var place = turn;
        try
        {
            var (response, failed) = await RunAsync(caller, activity, bot.OnTurnAsync, cancellationToken);
            return Answer.Of(response) with { Failed = failed };
        }
        catch (ErrorResponseException)
        {
            // The connector's fault, reported there. A message counts as received, or the channel would send it again and
            // the person would read twice whatever was delivered; who waits for an answer in the response has none.
            Log.TurnUndelivered(Logger, activity.Id, activity.Conversation?.Id);
            return WaitsForAnswer(activity) ? new Answer(StatusCodes.Status502BadGateway) { Failed = true } : new Answer(StatusCodes.Status200OK);
        }
    }

    private async Task<Activity?> ReadAsync(HttpRequest request, HttpResponse response)
    {
        try
        {
            var activity = await HttpHelper.ReadRequestAsync<Activity>(request);
            if (IncomingActivity.Problem(activity) is not { } problem) return activity;
            Refuse(response, StatusCodes.Status400BadRequest, problem);
        }
        catch (BadHttpRequestException exception)
        {
            Refuse(response, exception.StatusCode, exception.Message);
        }

        return null;
    }

    private void Refuse(HttpResponse response, int status, string reason)
    {
        Log.RequestRefused(Logger, status, reason);
        response.StatusCode = status;
        if (status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
    }
}
