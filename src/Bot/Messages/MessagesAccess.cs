using System.Net;

namespace HipFaqBot.Bot.Messages;

/// <summary>
/// Who may use <c>/api/messages</c> before authentication. With an app id anyone may try, and the adapter asks for a token.
/// Without one only a plainly local request is answered: a proxy, a tunnel or a web page in the developer's browser is not the developer.
/// </summary>
internal sealed class MessagesAccess(MessagesSettings settings)
{
    private static readonly string[] ForwardingHeaders = ["Forwarded", "X-Real-IP", "Via"];

    private readonly bool _authenticated = settings.AppId is not null;
    private readonly bool _anyone = settings.AllowUnauthenticated;

    /// <summary>Whether channel tokens are asked for.</summary>
    public bool IsAuthenticated => _authenticated;

    public bool Allows(HttpRequest request) => _authenticated || _anyone || IsPlainlyLocal(request);

    public void SayWho(ILogger logger)
    {
        foreach (var warning in settings.Warnings)
        {
            Log.ChannelSetting(logger, warning);
        }

        if (!_authenticated && _anyone)
        {
            Log.Unauthenticated(logger);
        }
        else if (!_authenticated)
        {
            Log.LocalOnly(logger);
        }
        else
        {
            Log.Authenticated(logger, settings.AppId!);
        }
    }

    private static bool IsPlainlyLocal(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer)
        && IsLoopback(request.Host.Host)
        && !Array.Exists(ForwardingHeaders, request.Headers.ContainsKey)
        && !request.Headers.Keys.Any(IsForwarded)
        && (request.Headers.Origin.Count == 0 || request.Headers.Origin == $"{request.Scheme}://{request.Host}");

    // X-Original-… is what is left of a header that a known proxy sent and that was believed: the peer's address is then the proxy's word.
    private static bool IsForwarded(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || header.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
