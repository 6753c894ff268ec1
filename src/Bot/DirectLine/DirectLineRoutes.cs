using HipFaqBot.Bot.DirectLine.Chat;
using HipFaqBot.Bot.DirectLine.Keys;
using HipFaqBot.Bot.DirectLine.Storage;
using HipFaqBot.Bot.DirectLine.Uploads;
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
        "/conversations/{id}/stream", "/conversations/{id}/upload", "/conversations/{id}/uploads/{number}",
    ];

    private static readonly string[] ChatPaths = ["/start", "/resume", "/start-over", "/forget"];

    public static WebApplicationBuilder AddDirectLine(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        AddSettings<DirectLineOptions>(builder, DirectLineOptions.Section, settings => settings.Problems());
        AddSettings<WidgetOptions>(builder, WidgetOptions.Section, settings => settings.Problems());
        services.TryAddSingleton(TimeProvider.System);
        builder.AddKeys();
        services.AddSingleton<TokenKeys>();
        services.AddSingleton<StartLimit>();
        services.AddSingleton<SocketCount>();
        services.AddSingleton<ResumeTickets>();
        services.AddSingleton<ConversationTokens>();
        services.AddSingleton<ConversationStore>();
        services.AddSingleton<PublicOrigin>();
        services.AddSingleton<Gate>();
        services.AddSingleton<DirectLineAdapter>();
        services.AddSingleton<Turns>();
        services.AddSingleton<TokenEndpoints>();
        services.AddSingleton<ConversationEndpoints>();
        services.AddSingleton<UploadEndpoints>();
        services.AddSingleton<AzureDirectLine>();
        services.AddSingleton<ChatEndpoints>();
        // What the factory logs by itself holds addresses only, but nobody needs it.
        services.AddHttpClient(AzureDirectLine.ClientName).RemoveAllLoggers()
            // The secret goes to the address that was set, and to no other that it names.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
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
        var uploads = app.Services.GetRequiredService<UploadEndpoints>();
        group.MapPost("/conversations/{id}/upload", uploads.UploadAsync);
        group.MapGet("/conversations/{id}/uploads/{number}", uploads.ReadAsync);
        // A known address with another method, and everything else, so that these have the error body, too.
        foreach (var path in KnownPaths)
            group.Map(path, () => DirectLineError.MethodNotAllowed);
        group.Map("/{**rest}", () => DirectLineError.UnknownRoute);
        MapChat(app);
        return app;
    }

    private static void MapChat(WebApplication app)
    {
        var chat = app.Services.GetRequiredService<ChatEndpoints>();
        var group = app.MapGroup("/chat").AddEndpointFilter(AnswerAsync);
        // Each by its name: only so are they bound when this is built, and not at each start.
        group.MapPost("/start", chat.StartAsync);
        group.MapPost("/resume", chat.ResumeAsync);
        group.MapPost("/start-over", chat.StartOverAsync);
        group.MapPost("/forget", chat.ForgetAsync);
        foreach (var path in ChatPaths)
            group.Map(path, () => DirectLineError.MethodNotAllowed);
    }

    private static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        context.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        if (CrossOrigin.Answer(request) is { } preflight)
            return preflight;
        try
        {
            return await next(context);
        }
        catch (ConversationsUnavailableException)
        {
            return DirectLineError.NotKept;
        }
        catch (ConversationErasedException)
        {
            return DirectLineError.UnknownConversation;
        }
        catch (BadHttpRequestException exception)
        {
            // The body broke off, or is no HTTP.
            return DirectLineError.BadArgument("The request could not be read to its end.") with { Status = exception.StatusCode };
        }
    }

    internal static void AddSettings<T>(WebApplicationBuilder builder, string section, Func<T, IEnumerable<string>> problems)
        where T : class
    {
        builder.Services.AddOptions<T>().Bind(builder.Configuration.GetSection(section)).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<T>>(new Validator<T>(problems));
    }

    private sealed class Validator<T>(Func<T, IEnumerable<string>> problems) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            problems(options).ToList() is { Count: > 0 } found ? ValidateOptionsResult.Fail(found) : ValidateOptionsResult.Success;
    }
}
