using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.DirectLine;

/// <summary>The door of the room: the embedded Direct Line 3.0 channel.</summary>
internal static class DirectLineRoutes
{
    public const string Base = "/v3/directline";

    private static readonly string[] KnownPaths =
    [
        "/tokens/generate", "/tokens/refresh", "/conversations", "/conversations/{id}", "/conversations/{id}/activities",
        "/conversations/{id}/stream", "/conversations/{id}/upload",
    ];

    public static WebApplicationBuilder AddDirectLine(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<DirectLineOptions>().Bind(builder.Configuration.GetSection(DirectLineOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DirectLineOptions>, DirectLineOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ConversationTokens>();
        services.AddSingleton<ConversationStore>();
        services.AddSingleton<PublicOrigin>();
        services.AddSingleton<Gate>();
        services.AddSingleton<DirectLineAdapter>();
        services.AddSingleton<TokenEndpoints>();
        services.AddSingleton<ConversationEndpoints>();
        return builder;
    }

    public static WebApplication MapDirectLine(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<DirectLineOptions>>().Value;
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = options.KeepAlive, KeepAliveTimeout = options.SendLimit });
        var group = app.MapGroup(Base).AddEndpointFilter(AnswerAsync);
        var tokens = app.Services.GetRequiredService<TokenEndpoints>();
        var conversations = app.Services.GetRequiredService<ConversationEndpoints>();
        group.MapPost("/tokens/generate", tokens.GenerateAsync);
        group.MapPost("/tokens/refresh", tokens.RefreshAsync);
        group.MapPost("/conversations", conversations.StartAsync);
        group.MapGet("/conversations/{id}", conversations.ReconnectAsync);
        group.MapGet("/conversations/{id}/activities", conversations.ReadActivitiesAsync);
        group.MapPost("/conversations/{id}/activities", conversations.PostActivityAsync);
        group.MapGet("/conversations/{id}/stream", conversations.StreamAsync);
        group.MapPost("/conversations/{id}/upload", () => DirectLineError.UploadsDisabled);
        // A known address with another method, and everything else, so that these have the error body, too.
        foreach (var path in KnownPaths)
            group.Map(path, () => DirectLineError.MethodNotAllowed);
        group.Map("/{**rest}", () => DirectLineError.UnknownRoute);
        return app;
    }

    private static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        try
        {
            return await next(context);
        }
        catch (BadHttpRequestException exception)
        {
            // The body broke off, or is no HTTP.
            return DirectLineError.BadArgument("The request could not be read to its end.") with { Status = exception.StatusCode };
        }
    }

    private sealed class DirectLineOptionsValidator : IValidateOptions<DirectLineOptions>
    {
        public ValidateOptionsResult Validate(string? name, DirectLineOptions options)
        {
            string[] problems = [.. options.Problems()];
            return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}
