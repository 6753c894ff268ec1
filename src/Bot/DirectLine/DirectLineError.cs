namespace HipFaqBot.Bot.DirectLine;

/// <summary>
/// The one error shape of the channel: <c>{"error":{"code":"…","message":"…","emergency":"…"}}</c>. Messages never hold what a person typed.
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

    public static readonly DirectLineError NotAPicture =
        new(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "Only pictures (PNG, JPEG, GIF, WebP) and PDF files are taken, and this is none.");

    public static readonly DirectLineError TooManyFiles =
        new(StatusCodes.Status413PayloadTooLarge, "PayloadTooLarge", "There is no room for more files in this conversation.");

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

    public static readonly DirectLineError NotKept =
        new(StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", "Conversations cannot be kept at the moment, so nothing was taken. Try again.")
        {
            RetryAfterSeconds = 5,
        };

    public static readonly DirectLineError TooManyStarts =
        new(StatusCodes.Status429TooManyRequests, "TooManyRequests", "Too many conversations were started from this address. Try again later.")
        {
            RetryAfterSeconds = 600,
        };

    public static readonly DirectLineError NotOurPage =
        new(StatusCodes.Status403Forbidden, "OriginNotTrusted", "This address answers the chat page of this origin only.");

    public static readonly DirectLineError BadTicket =
        new(StatusCodes.Status403Forbidden, "TicketNotValid", "The ticket was used, has expired, or its conversation was erased. Start a new one.");

    public static readonly DirectLineError NoTickets =
        new(StatusCodes.Status404NotFound, "NotFound", "With Azure Direct Line there are no tickets. Start a new conversation.");

    public static readonly DirectLineError AzureUnavailable =
        new(StatusCodes.Status502BadGateway, "BadGateway", "Azure Direct Line gave no token. Try again in a minute.")
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
        // Whoever is refused here may be in need of help that no chat gives.
        var emergency = httpContext.RequestServices.GetRequiredService<TurnRules>().EmergencyLine;
        var body = new ErrorBody(new ErrorDetail(Code, Message, emergency));
        return response.WriteAsJsonAsync(body, DirectLineJson.Default.ErrorBody, cancellationToken: httpContext.RequestAborted);
    }
}
