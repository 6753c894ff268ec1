namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>Names in tokens and identities.</summary>
public static class AuthenticationConstants
{
    /// <summary>The claim that names the calling app in version 1 tokens.</summary>
    public const string AppIdClaim = "appid";

    /// <summary>The claim that names the calling app in version 2 tokens.</summary>
    public const string AuthorizedParty = "azp";

    /// <summary>The claim that names the version of a token of Entra's.</summary>
    public const string VersionClaim = "ver";

    /// <summary>The claim that names the tenant of a token of Entra's.</summary>
    public const string TenantIdClaim = "tid";

    /// <summary>The claim that names whom the token is for.</summary>
    public const string AudienceClaim = "aud";

    /// <summary>The claim that names the service URL of the channel.</summary>
    public const string ServiceUrlClaim = "serviceurl";

    /// <summary>The authentication type of a caller of whom nothing was asked.</summary>
    public const string AnonymousAuthType = "anonymous";

    /// <summary>The audience of tokens for the connector.</summary>
    public const string ToChannelFromBotOAuthScope = "https://api.botframework.com";
}
