using HipFaqBot.Bot.Pages.Faq;
using HipFaqBot.Search.Matching;

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
    /// Maps <c>/</c>, <c>/faq</c> and the files they need. The site's words are those of the knowledge that serves at that moment.
    /// </summary>
    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder endpoints)
    {
        var files = WebFiles.BesideTheProgram();
        var page = new ChatPage(files);
        endpoints.MapMethods(
            "/", Reading, (HttpContext context, CurrentKnowledge current) => page.Show(context, PageText.Of(current.Knowledge.Site)));
        endpoints.MapFaq(files);
        foreach (var path in files.Paths)
            endpoints.MapMethods(path, Reading, (HttpContext context) => files.Send(context, path));
        return endpoints;
    }
}
