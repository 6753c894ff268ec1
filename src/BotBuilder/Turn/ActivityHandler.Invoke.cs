using System.Net;
using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder;

/// <content>Invokes: activities that are answered in the HTTP response.</content>
public partial class ActivityHandler
{
    /// <summary>Status 200 with a body.</summary>
    protected static InvokeResponse CreateInvokeResponse(object? body = null) =>
        new() { Status = (int)HttpStatusCode.OK, Body = body };

    /// <summary>Type <c>invoke</c>, by its name; a name that is not known is answered 501.</summary>
    protected virtual async Task<InvokeResponse> OnInvokeActivityAsync(
        ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        try
        {
            switch (turnContext.Activity.Name)
            {
                case "application/search":
                    var search = InvokeValues.Search(turnContext.Activity) switch
                    {
                        { Problem: { } problem } => throw new InvokeResponseException(HttpStatusCode.BadRequest, problem),
                        var read => read.Value!,
                    };
                    return CreateInvokeResponse(await OnSearchInvokeAsync(turnContext, search, cancellationToken));

                case "adaptiveCard/action":
                    var action = InvokeValues.AdaptiveCard(turnContext.Activity) switch
                    {
                        { Problem: { } problem } => throw new InvokeResponseException(HttpStatusCode.BadRequest, problem),
                        var read => read.Value!,
                    };
                    return CreateInvokeResponse(await OnAdaptiveCardInvokeAsync(turnContext, action, cancellationToken));

                case SignInConstants.VerifyStateOperationName:
                case SignInConstants.TokenExchangeOperationName:
                    await OnSignInInvokeAsync(turnContext, cancellationToken);
                    return CreateInvokeResponse();

                default:
                    throw new InvokeResponseException(HttpStatusCode.NotImplemented);
            }
        }
        catch (InvokeResponseException exception)
        {
            return exception.CreateInvokeResponse();
        }
    }

    /// <summary>Invokes <c>signin/verifyState</c> and <c>signin/tokenExchange</c>.</summary>
    protected virtual Task OnSignInInvokeAsync(
        ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) =>
        throw new InvokeResponseException(HttpStatusCode.NotImplemented);

    /// <summary>Invoke <c>adaptiveCard/action</c>.</summary>
    protected virtual Task<AdaptiveCardInvokeResponse> OnAdaptiveCardInvokeAsync(
        ITurnContext<IInvokeActivity> turnContext, AdaptiveCardInvokeValue invokeValue, CancellationToken cancellationToken) =>
        throw new InvokeResponseException(HttpStatusCode.NotImplemented);

    /// <summary>Invoke <c>application/search</c>.</summary>
    protected virtual Task<SearchInvokeResponse> OnSearchInvokeAsync(
        ITurnContext<IInvokeActivity> turnContext, SearchInvokeValue invokeValue, CancellationToken cancellationToken) =>
        throw new InvokeResponseException(HttpStatusCode.NotImplemented);

    private async Task AnswerInvokeAsync(DelegatingTurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
    {
        var response = await OnInvokeActivityAsync(turnContext, cancellationToken);

        // A handler that has answered by itself keeps its answer.
        if (response is null || turnContext.TurnState.Get<Activity>(BotAdapter.InvokeResponseKey) is not null) return;
        await turnContext.SendActivityAsync(
            new Activity { Type = ActivityTypesEx.InvokeResponse, Value = response }, cancellationToken);
    }

    /// <summary>Thrown inside an invoke to end it with a status and a body.</summary>
    protected class InvokeResponseException : Exception
    {
        private readonly HttpStatusCode _statusCode;
        private readonly object? _body;

        /// <summary>Ends the invoke with this status and body.</summary>
        public InvokeResponseException(HttpStatusCode statusCode, object? body = null)
        {
            _statusCode = statusCode;
            _body = body;
        }

        /// <summary>Without a status.</summary>
        public InvokeResponseException()
        {
        }

        /// <summary>With a message, without a status.</summary>
        public InvokeResponseException(string message)
            : base(message)
        {
        }

        /// <summary>With a message and a cause, without a status.</summary>
        public InvokeResponseException(string message, Exception innerException)
            : base(message, innerException)
        {
        }

        /// <summary>The response that the invoke ends with.</summary>
        public InvokeResponse CreateInvokeResponse() => new() { Status = (int)_statusCode, Body = _body };
    }
}
