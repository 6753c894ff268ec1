using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.DirectLine;

/// <summary>The door of the room: the embedded Direct Line 3.0 channel.</summary>
internal static class DirectLineRoutes
{
    public const string Base = "/v3/directline";

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
        group.MapPost("/tokens/generate", (HttpRequest request, TokenEndpoints endpoints) => endpoints.GenerateAsync(request));
        group.MapPost("/tokens/refresh", (HttpRequest request, TokenEndpoints endpoints) => endpoints.RefreshAsync(request));
        group.MapPost("/conversations", (HttpRequest request, ConversationEndpoints endpoints) => endpoints.StartAsync(request));
        group.MapGet("/conversations/{id}", (HttpRequest request, string id, ConversationEndpoints endpoints) => endpoints.ReconnectAsync(request, id));
        group.MapGet("/conversations/{id}/activities", (HttpRequest request, string id, ConversationEndpoints endpoints) => endpoints.ReadActivitiesAsync(request, id));
        group.MapPost("/conversations/{id}/activities", (HttpRequest request, string id, ConversationEndpoints endpoints) => endpoints.PostActivityAsync(request, id));
        group.MapPost("/conversations/{id}/upload", () => DirectLineError.UploadsDisabled);
        group.MapGet("/conversations/{id}/stream", (HttpRequest request, string id, ConversationEndpoints endpoints) => endpoints.StreamAsync(request, id));
        // A known address with another method, and everything else, so that these have the error body, too.
        foreach (var path in new[] { "/tokens/generate", "/tokens/refresh", "/conversations", "/conversations/{id}", "/conversations/{id}/activities", "/conversations/{id}/upload", "/conversations/{id}/stream" })
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
            // The body broke off, or was larger than the server reads at all.
            return exception.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? DirectLineError.PayloadTooLarge(context.HttpContext.RequestServices.GetRequiredService<IOptions<DirectLineOptions>>().Value.MaximumActivityBytes)
                : DirectLineError.BadArgument("The request could not be read to its end.") with { Status = exception.StatusCode };
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
