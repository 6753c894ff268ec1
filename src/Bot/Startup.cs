using HipFaqBot.Bot.Messages;
using HipFaqBot.Search.Matching;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace HipFaqBot.Bot;

/// <summary>What happens once, between the first line of the program and the first request.</summary>
internal static class Startup
{
    private const string DefaultAddress = "http://localhost:3978";

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

    /// <summary>Reads the knowledge before anything is served; false, with every problem said, if it cannot be served.</summary>
    public static bool LoadKnowledge(this WebApplication app)
    {
        var reading = app.Services.GetRequiredService<KnowledgeWatcher>().Load();
        if (reading.Knowledge is not null)
        {
            return true;
        }

        Console.Error.WriteLine("HipFaqBot cannot start, because the knowledge has errors:");
        foreach (var problem in reading.Errors)
        {
            Console.Error.WriteLine($"  {problem}");
        }

        return false;
    }

    /// <summary>A failure on any route has the one body that all errors have, and says nothing of its inside.</summary>
    public static void UseErrorBody(this WebApplication app) =>
        app.UseExceptionHandler(errors => errors.Run(context =>
            context.Response.WriteAsJsonAsync(
                new { error = new { code = "InternalServerError", message = "The service failed to handle this request." } },
                context.RequestAborted)));

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
}
