namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>By what OpenID metadata, keys and the bot's own tokens are asked for.</summary>
internal static class IdentityClient
{
    /// <summary>One for the process. A redirect would lead the bot's secret to an address that nobody has configured.</summary>
    public static HttpClient Shared { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };
}
