using System.Net;
using HipFaqBot.Bot.Messages;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot;

/// <summary>What happens once, between the first line of the program and the first request.</summary>
internal static class Startup
{
    private const string DefaultAddress = "http://localhost:3978";

    /// <summary>The host with what the service uses: the slim one, for a start pays for all that a host has.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // Settings are read once, so nothing watches their files.
        string[] all = ["--hostBuilder:reloadConfigOnChange=false", .. args];
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = all, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration();
        ServiceConsole.Use(builder);
        builder.UseLoopbackByDefault();
        return builder;
    }

    /// <summary>Listens on loopback unless an address is set: nobody is served by accident.</summary>
    public static void UseLoopbackByDefault(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (configuration["urls"] is null && configuration["http_ports"] is null && configuration["https_ports"] is null
            && !configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }
    }

    /// <summary>Looks at every room's settings; false, with all that is wrong said at once, if one cannot work.</summary>
    public static bool CheckSettings(this WebApplication app)
    {
        try
        {
            app.Services.GetService<IStartupValidator>()?.Validate();
            return true;
        }
        catch (Exception e) when (e is OptionsValidationException or AggregateException)
        {
            var failures = e is AggregateException many ? many.InnerExceptions : [e];
            Console.Error.WriteLine("HipFaqBot cannot start, because settings are wrong:");
            foreach (var failure in failures.OfType<OptionsValidationException>().SelectMany(each => each.Failures))
            {
                Console.Error.WriteLine($"  {failure}");
            }

            return false;
        }
    }

    /// <summary>Reads the knowledge before anything is served; false, with every problem said, if it cannot be served.</summary>
    public static bool LoadKnowledge(this WebApplication app)
    {
        var reading = app.Services.GetRequiredService<KnowledgeWatcher>().Load();
        if (reading.Knowledge is not null)
        {
            return true;
        }

        SayErrors(reading);
        return false;
    }

    /// <summary>Says what is wrong with the knowledge.</summary>
    public static void SayErrors(KnowledgeReading reading)
    {
        Console.Error.WriteLine("HipFaqBot cannot start, because the knowledge has errors:");
        foreach (var problem in reading.Errors)
        {
            Console.Error.WriteLine($"  {problem}");
        }
    }

    /// <summary>
    /// Every error has the one body, <c>{"error":{"code","message"}}</c>, that says nothing of the inside.
    /// <c>/api/messages</c> answers errors without a body, as channels know it.
    /// </summary>
    public static void UseErrorBody(this WebApplication app)
    {
        app.UseStatusCodePages(pages => pages.HttpContext.Request.Path.StartsWithSegments(MessagesEndpoint.Path)
            ? Task.CompletedTask
            : pages.HttpContext.Response.WriteAsJsonAsync(ErrorBody(pages.HttpContext.Response.StatusCode), pages.HttpContext.RequestAborted));
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            // The framework would log the exception's message, which may quote what a person typed.
            SuppressDiagnosticsCallback = _ => true,
            ExceptionHandler = context =>
            {
                var failure = context.Features.GetRequiredFeature<IExceptionHandlerFeature>();
                var route = (failure.Endpoint as RouteEndpoint)?.RoutePattern.RawText;
                Log.RequestFailed(app.Logger, context.Request.Method, route, failure.Error.GetType().Name, failure.Error.StackTrace);
                return Task.CompletedTask;
            },
        });
    }

    /// <summary>Prints the address to open, and who may use <c>/api/messages</c>.</summary>
    public static void SayWhereItServes(this WebApplication app)
    {
        var access = app.Services.GetRequiredService<MessagesAccess>();
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            foreach (var address in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
            {
                Log.Serving(app.Logger, address);
            }

            access.SayWho(app.Logger);
        });
    }

    /// <summary>Serves until the process is told to stop; false, with the reason and the cure said, if it could not start.</summary>
    public static async Task<bool> ServeAsync(this WebApplication app)
    {
        try
        {
            await app.RunAsync();
            return true;
        }
        catch (IOException e) when (ServiceConsole.IsAddressTaken(e))
        {
            Console.Error.WriteLine($"HipFaqBot cannot start: {e.Message} (end the other program, or set ASPNETCORE_URLS to another address).");
            return false;
        }
    }

    private static object ErrorBody(int status) => new
    {
        error = new
        {
            code = ((HttpStatusCode)status).ToString(),
            message = status switch
            {
                StatusCodes.Status404NotFound => "There is nothing at this address.",
                StatusCodes.Status405MethodNotAllowed => "This address does not take this method.",
                StatusCodes.Status500InternalServerError => "The service failed to handle this request.",
                StatusCodes.Status503ServiceUnavailable => "The service is starting or stopping.",
                _ => "The service refused this request.",
            },
        },
    };
}
