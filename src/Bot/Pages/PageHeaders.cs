namespace HipFaqBot.Bot.Pages;

/// <summary>The headers that every page carries.</summary>
internal static class PageHeaders
{
    /// <param name="policy">The content security policy; each page allows what it needs and nothing else.</param>
    /// <param name="caching">How the page may be kept.</param>
    public static void Write(HttpResponse response, string policy, string caching)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = caching;
    }
}
