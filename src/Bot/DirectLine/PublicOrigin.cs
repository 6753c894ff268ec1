using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.DirectLine;

/// <summary>
/// The origin that browsers see: setting <c>PublicUrl</c> where a proxy stands before the service, else that of the request; and the
/// other sites whose pages may talk to the service.
/// </summary>
internal sealed class PublicOrigin(IConfiguration configuration, IOptions<WidgetOptions> widget)
{
    private readonly Uri? _publicUrl = Uri.TryCreate(configuration["PublicUrl"], UriKind.Absolute, out var url) ? url : null;

    /// <summary>Whether the <c>Origin</c> header is ours.</summary>
    public bool IsOrigin(HttpRequest request) =>
        request.Headers.Origin is [{ } origin] && origin.Equals(Of(request), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the <c>Origin</c> header is that of a site in <c>Widget:AllowedSites</c>.</summary>
    public bool IsAllowedSite(HttpRequest request) =>
        request.Headers.Origin is [{ } origin] && widget.Value.Sites.Contains(origin, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the page that asks, if it is one, is among the origins of a token; a token without any is for ourselves and the allowed sites.</summary>
    public bool IsTrusted(HttpRequest request, IReadOnlyList<string>? origins) =>
        request.Headers.Origin.Count == 0
        || (origins is null
            ? IsOrigin(request) || IsAllowedSite(request)
            : request.Headers.Origin is [{ } origin] && origins.Contains(origin, StringComparer.OrdinalIgnoreCase));

    /// <summary>The origins to bind a token to that is given to this request without a secret.</summary>
    public IReadOnlyList<string> BindingOf(HttpRequest request) => [IsAllowedSite(request) ? request.Headers.Origin.ToString() : Of(request)];

    /// <summary>Whether a browser says that the request comes from a page of this origin. Programs, which say nothing, are not.</summary>
    public bool IsOwnPage(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is [{ } site] ? site == "same-origin" : IsOrigin(request);

    /// <summary>The absolute WebSocket address of a path of ours, as the protocol wants it.</summary>
    public string WebSocketAddress(HttpRequest request, string pathAndQuery)
    {
        var origin = Of(request);
        // http becomes ws, and https wss.
        return $"ws{origin.AsSpan("http".Length)}{request.PathBase}{pathAndQuery}";
    }

    /// <summary>How the person reaches us, so that replies can link to our pages.</summary>
    public PublicAddress AddressFor(HttpRequest request) => new() { PublicUrl = Of(request) + request.PathBase };

    /// <summary>Scheme, host and port, as in an <c>Origin</c> header.</summary>
    public string Of(HttpRequest request) =>
        _publicUrl?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host}";
}
