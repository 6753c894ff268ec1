namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>The addresses and names of one Azure cloud, as far as a bot has to do with it.</summary>
internal sealed record Cloud
{
    /// <summary>The value of <c>ChannelService</c> that selects the US government's cloud.</summary>
    public const string GovernmentService = "https://botframework.azure.us";

    public static Cloud Public { get; } = new()
    {
        ChannelMetadata = "https://login.botframework.com/v1/.well-known/openidconfiguration",
        ChannelIssuer = AuthenticationConstants.ToChannelFromBotOAuthScope,
        AppMetadata = "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
        AppIssuers = ["https://sts.windows.net/{0}/", "https://login.microsoftonline.com/{0}/v2.0"],

        // The tenants in which Microsoft issues Emulator tokens to multi-tenant bots: versions 3.1 and 3.2, and of the Agents SDK.
        AppTenants = ["d6d49420-f39b-4df7-a1dc-d59a935871db", "f8cdef31-a31e-4b4a-93e4-5f571e91255a", "69e9b82d-4842-4902-8d1e-abc5b98a55e8"],
        Scope = AuthenticationConstants.ToChannelFromBotOAuthScope,
        Login = "https://login.microsoftonline.com/",
        MultiTenant = "botframework.com",
        CallerId = "urn:botframework:azure",
    };

    public static Cloud Government { get; } = new()
    {
        ChannelMetadata = "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
        ChannelIssuer = "https://api.botframework.us",
        AppMetadata = "https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0/.well-known/openid-configuration",
        AppIssuers = ["https://sts.windows.net/{0}/", "https://login.microsoftonline.us/{0}/v2.0"],
        AppTenants = ["cab8a31a-1906-4287-a0d8-4eef66b95f6e"],
        Scope = "https://api.botframework.us",
        Login = "https://login.microsoftonline.us/",
        MultiTenant = "MicrosoftServices.onmicrosoft.us",
        CallerId = "urn:botframework:azureusgov",
    };

    /// <summary>Where the keys of channels' tokens are named.</summary>
    public required string ChannelMetadata { get; init; }

    /// <summary>Who issues channels' tokens.</summary>
    public required string ChannelIssuer { get; init; }

    /// <summary>Where the keys of apps' tokens (Entra's) are named.</summary>
    public required string AppMetadata { get; init; }

    /// <summary>Who issues apps' tokens: formats that take the tenant.</summary>
    public required IReadOnlyList<string> AppIssuers { get; init; }

    /// <summary>Microsoft's own tenants that issue apps' tokens.</summary>
    public required IReadOnlyList<string> AppTenants { get; init; }

    /// <summary>The audience of tokens for the connector.</summary>
    public required string Scope { get; init; }

    /// <summary>Where Entra signs apps in; the tenant follows.</summary>
    public required string Login { get; init; }

    /// <summary>The tenant that stands for all with a multi-tenant bot.</summary>
    public required string MultiTenant { get; init; }

    /// <summary>What an activity's caller id becomes when a channel called.</summary>
    public required string CallerId { get; init; }

    /// <summary>The whole sign-in address, where the configuration names one.</summary>
    public string? Authority { get; init; }
}
