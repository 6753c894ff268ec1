namespace HipFaqBot.Bot.Messages;

/// <summary>The Bot Framework route.</summary>
internal static class MessagesEndpoint
{
    public const string Path = "/api/messages";

    /// <summary>Maps <c>/api/messages</c>, all methods: which of them are allowed is for the adapter to say.</summary>
    public static void MapMessages(this IEndpointRouteBuilder routes) =>
        routes.Map(Path, (HttpContext context, IBotFrameworkHttpAdapter adapter, IBot bot, MessagesAccess access) =>
        {
            if (access.Allows(context.Request))
            {
                return adapter.ProcessAsync(context.Request, context.Response, bot, context.RequestAborted);
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
}
