using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.EndToEnd.Tests;

/// <summary>Somebody else's web site, on an origin of its own: every page of it has the one line, with the attributes of the test.</summary>
internal sealed class ClinicSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ClinicSite(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public Uri Address { get; }

    public string Origin => Address.GetLeftPart(UriPartial.Authority);

    /// <summary>The service whose line it has.</summary>
    public Uri? Service { get; set; }

    public static async Task<ClinicSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        ClinicSite? site = null;
        app.MapGet("/{**page}", (HttpContext context) => site!.Page(context));
        await app.StartAsync();
        return site = new ClinicSite(app);
    }

    /// <summary>A page of it; attributes of the line go in its query.</summary>
    public Uri At(string page, params (string Name, string Value)[] attributes) =>
        new(Address, page + "?" + string.Join('&', attributes.Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value)}")));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private IResult Page(HttpContext context)
    {
        var attributes = string.Concat(context.Request.Query.Select(one => $" data-{one.Key}=\"{WebUtility.HtmlEncode(one.Value)}\""));
        // As strict a policy as a site can have: no style of its own for the widget, no address but the service's.
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src {Service}widget.js; frame-src {Service}chat; img-src data:";
        var line = context.Request.Path == "/without" ? "" : $"<script src=\"{Service}widget.js\" defer{attributes}></script>";
        var html = $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Clinic</title><link rel="icon" href="data:,">{line}</head>
            <body><main><h1>{WebUtility.HtmlEncode(context.Request.Path)}</h1><p><button id="own">Book a visit</button></p></main></body></html>
            """;
        return Results.Content(html, "text/html; charset=utf-8");
    }
}
