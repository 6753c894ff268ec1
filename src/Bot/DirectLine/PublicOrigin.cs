namespace HipFaqBot.Bot.DirectLine;

/// <summary>
/// The origin that browsers see: setting <c>PublicUrl</c> where a proxy stands before the service, else that of the request.
/// </summary>
internal sealed class PublicOrigin(IConfiguration configuration)
{
    private readonly Uri? _publicUrl = Uri.TryCreate(configuration["PublicUrl"], UriKind.Absolute, out var url) ? url : null;

    /// <summary>Whether the <c>Origin</c> header is ours.</summary>
    public bool IsOrigin(HttpRequest request) =>
        request.Headers.Origin is [{ } origin] && origin.Equals(Of(request), StringComparison.OrdinalIgnoreCase);

    /// <summary>The absolute WebSocket address of a path of ours, as the protocol wants it.</summary>
    public string WebSocketAddress(HttpRequest request, string pathAndQuery)
    {
        var origin = Of(request);
        // http becomes ws, and https wss.
        return $"ws{origin.AsSpan("http".Length)}{request.PathBase}{pathAndQuery}";
    }

    /// <summary>How the person reaches us, so that replies can link to our pages.</summary>
    public PublicAddress AddressFor(HttpRequest request) => new() { PublicUrl = Of(request) + request.PathBase };

    private string Of(HttpRequest request) =>
        _publicUrl?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host}";
}
