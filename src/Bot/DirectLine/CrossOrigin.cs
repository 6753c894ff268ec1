namespace HipFaqBot.Bot.DirectLine;

/// <summary>What a browser must be told so that the pages of allowed sites can read the channel's answers. Cookies are never involved.</summary>
internal static class CrossOrigin
{
    /// <summary>Writes the headers for an allowed site; the answer itself where the request only asks whether it may ask.</summary>
    public static IResult? Answer(HttpRequest request)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.Vary = "Origin";
        var isAllowed = request.HttpContext.RequestServices.GetRequiredService<PublicOrigin>().IsAllowedSite(request);
        if (isAllowed)
        {
            headers.AccessControlAllowOrigin = request.Headers.Origin;
            headers.AccessControlExposeHeaders = "Retry-After";
        }

        if (!HttpMethods.IsOptions(request.Method))
            return null;
        if (isAllowed)
        {
            headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
            headers.AccessControlAllowHeaders = "authorization, content-type, x-ms-bot-agent, x-requested-with, accept";
            headers.AccessControlMaxAge = "600";
        }

        return Results.NoContent();
    }
}
