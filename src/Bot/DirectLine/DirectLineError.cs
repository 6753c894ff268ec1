namespace HipFaqBot.Bot.DirectLine;

/// <summary>
/// The one error shape of the channel: <c>{"error":{"code":"…","message":"…"}}</c>. Messages never hold what a person typed.
/// </summary>
internal sealed record DirectLineError(int Status, string Code, string Message) : IResult
{
    public static readonly DirectLineError Unauthorized =
        new(StatusCodes.Status401Unauthorized, "Unauthorized", "Send 'Authorization: Bearer' with a token of this service.");

    public static readonly DirectLineError Forbidden =
        new(StatusCodes.Status403Forbidden, "Forbidden", "The token was not made by this service.");
    public static readonly DirectLineError NotTheSecret =
        new(StatusCodes.Status403Forbidden, "Forbidden", "A new token needs the secret, or no credential from the page of this origin.");

    public static readonly DirectLineError TokenExpired = new(StatusCodes.Status403Forbidden, "TokenExpired", "The token has expired.");

    public static readonly DirectLineError OtherConversation =
        new(StatusCodes.Status403Forbidden, "Forbidden", "The token belongs to another conversation.");

    public static readonly DirectLineError OtherUser =
        new(StatusCodes.Status403Forbidden, "Forbidden", "'from.id' is not the user of this conversation.");

    public static readonly DirectLineError ForeignOrigin =
        new(StatusCodes.Status403Forbidden, "OriginNotTrusted", "This page's origin may not talk to this service.");

    public static readonly DirectLineError ConversationEnded =
        new(StatusCodes.Status403Forbidden, "ConversationEnded", "The conversation has ended. Start a new one.");

    public static readonly DirectLineError UploadsDisabled =
        new(StatusCodes.Status403Forbidden, "UploadsDisabled", "This service takes no files.");

    public static readonly DirectLineError UnknownConversation =
        new(StatusCodes.Status404NotFound, "ConversationNotFound", "There is no such conversation, or it was idle for too long.");

    public static readonly DirectLineError UnknownRoute =
        new(StatusCodes.Status404NotFound, "NotFound", "There is nothing at this address.");
    public static readonly DirectLineError MethodNotAllowed =
        new(StatusCodes.Status405MethodNotAllowed, "MethodNotAllowed", "This address does not take this method.");
    public static readonly DirectLineError NotAnUpgrade = BadArgument("This address takes WebSocket connections only.");

    public static readonly DirectLineError TooManyWaiting =
        new(StatusCodes.Status429TooManyRequests, "TooManyRequests", "Earlier messages of this conversation are still being answered.")
        {
            RetryAfterSeconds = 2,
        };

    public static readonly DirectLineError Full =
        new(StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", "The service is busy. Try again in a minute.")
        {
            RetryAfterSeconds = 60,
        };

    /// <summary>Seconds for the <c>Retry-After</c> header, or null for none.</summary>
    public int? RetryAfterSeconds { get; init; }

    public static DirectLineError BadArgument(string message) => new(StatusCodes.Status400BadRequest, "BadArgument", message);

    public static DirectLineError MissingProperty(string name) =>
        new(StatusCodes.Status400BadRequest, "MissingProperty", $"'{name}' is missing.");

    public static DirectLineError PayloadTooLarge(int maximum) =>
        new(StatusCodes.Status413PayloadTooLarge, "PayloadTooLarge", $"The body is larger than {maximum} bytes.");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";
        if (RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var body = new ErrorBody(new ErrorDetail(Code, Message));
        return response.WriteAsJsonAsync(body, DirectLineJson.Default.ErrorBody, cancellationToken: httpContext.RequestAborted);
    }
}
