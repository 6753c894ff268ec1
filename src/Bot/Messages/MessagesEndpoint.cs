using Microsoft.AspNetCore.Mvc;

namespace HipFaqBot.Bot.Messages;

/// <summary>The Bot Framework route.</summary>
internal static class MessagesEndpoint
{
    public const string Path = "/api/messages";

    /// <summary>Maps <c>/api/messages</c>, all methods: which of them are allowed is for the adapter to say.</summary>
    public static void MapMessages(this IEndpointRouteBuilder routes) =>
        // Said plainly to be services: where a parameter might be a body, JSON contracts by reflection are made before the first reply.
        routes.Map(Path, (HttpContext context, [FromServices] IBotFrameworkHttpAdapter adapter, [FromServices] IBot bot, [FromServices] MessagesAccess access) =>
        {
            if (access.Allows(context.Request))
            {
                // A channel that hangs up does not end the turn: it sends the activity again, and that copy gets this turn's answer.
                return adapter.ProcessAsync(context.Request, context.Response, bot, CancellationToken.None);
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
}
