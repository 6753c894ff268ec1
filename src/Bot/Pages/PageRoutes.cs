using HipFaqBot.Bot.DirectLine;
using HipFaqBot.Bot.Pages.Faq;
using HipFaqBot.Search.Matching;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.Pages;

/// <summary>The door of the room: what a browser is shown.</summary>
internal static class PageRoutes
{
    public static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>
    /// Keeps what people search for out of the logs. It stands in an address, and this logger of the framework would write
    /// addresses where somebody turns the framework's logs up.
    /// </summary>
    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        return builder;
    }

    /// <summary>
    /// Maps <c>/</c>, <c>/chat</c>, <c>/widget.js</c>, <c>/faq</c> and the files they need. The site's words are those of the knowledge
    /// that serves at that moment.
    /// </summary>
    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder endpoints)
    {
        var files = WebFiles.BesideTheProgram();
        var widget = endpoints.ServiceProvider.GetRequiredService<IOptions<WidgetOptions>>().Value;
        var channel = endpoints.ServiceProvider.GetRequiredService<IOptions<DirectLineOptions>>().Value;
        var words = PageWords.BesideTheProgram();
        var (demo, chat, script) = (new DemoPage(files), new ChatPage(files, words), new WidgetScript(widget, words));
        endpoints.MapMethods(
            "/",
            Reading,
            (HttpContext context, [FromServices] CurrentKnowledge current, [FromServices] PublicOrigin origin) =>
                demo.Show(context, current.Knowledge.Site, origin.Of(context.Request)));
        endpoints.MapMethods(
            "/chat",
            Reading,
            (HttpContext context, string? language, string? entry, [FromServices] CurrentKnowledge current) =>
            {
                var settings = ChatSettings.Of(current.Knowledge, words, widget, channel, language, entry);
                return chat.Show(context, PageText.In(current.Knowledge.Site, words, settings.Language), settings, widget);
            });
        endpoints.MapMethods(
            "/widget.js", Reading, (HttpContext context, [FromServices] CurrentKnowledge current) => script.Send(context, current.Knowledge.Site));
        endpoints.MapFaq(files);
        foreach (var path in files.Paths)
            endpoints.MapMethods(path, Reading, (HttpContext context) => files.Send(context, path));
        return endpoints;
    }
}
