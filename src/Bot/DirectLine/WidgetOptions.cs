namespace HipFaqBot.Bot.DirectLine;

/// <summary>Settings of the chat in other sites, section <c>Widget</c>.</summary>
internal sealed record WidgetOptions
{
    public const string Section = "Widget";

    /// <summary>The chat talks to this service.</summary>
    public const string Embedded = "embedded";

    /// <summary>The chat talks to Azure Direct Line, with tokens that this service gets for it.</summary>
    public const string Azure = "azure";

    /// <summary>Origins whose pages may show the chat and talk to the channel: <c>https://clinic.example</c>. Default none but our own.</summary>
    public IReadOnlyList<string> AllowedSites { get; init; } = [];

    /// <summary>Whose Direct Line the chat uses: <c>embedded</c> (default) or <c>azure</c>.</summary>
    public string DirectLine { get; init; } = Embedded;

    /// <summary>With <c>azure</c>: the secret of the Direct Line channel. It never leaves this service but to Azure.</summary>
    public string? AzureSecret { get; init; }

    /// <summary>With <c>azure</c>: the address of the channel, a regional one where the bot is regional.</summary>
    public string AzureAddress { get; init; } = "https://directline.botframework.com/v3/directline";

    public bool IsAzure => DirectLine == Azure;

    /// <summary><see cref="AllowedSites"/> as they stand in an <c>Origin</c> header.</summary>
    public IReadOnlyList<string> Sites => [.. AllowedSites.Select(OriginOf).OfType<string>()];

    /// <summary>What a page with the chat must be allowed to connect to beside its own origin, for its content security policy.</summary>
    public IReadOnlyList<string> ConnectSources =>
        IsAzure && Uri.TryCreate(AzureAddress, UriKind.Absolute, out var address)
            ? [address.GetLeftPart(UriPartial.Authority), $"{(address.Scheme == "http" ? "ws" : "wss")}://{address.Authority}"]
            : [];

    /// <summary>Every setting that cannot work, each with its key, value and cure.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var site in AllowedSites.Where(site => OriginOf(site) is null))
        {
            yield return $"{Section}:AllowedSites has \"{site}\": write scheme and host of a site, such as https://clinic.example, "
                + "with nothing behind it.";
        }

        if (DirectLine is not (Embedded or Azure))
            yield return $"{Section}:DirectLine is \"{DirectLine}\": set embedded or azure.";
        if (!IsAzure)
            yield break;
        if (string.IsNullOrWhiteSpace(AzureSecret))
            yield return $"{Section}:AzureSecret is empty, but {Section}:DirectLine is azure: set a secret of the bot's Direct Line channel.";
        if (!Uri.TryCreate(AzureAddress, UriKind.Absolute, out var address) || !(address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback)))
            yield return $"{Section}:AzureAddress is \"{AzureAddress}\": write an https address, such as https://europe.directline.botframework.com/v3/directline.";
    }

    private static string? OriginOf(string site) =>
        Uri.TryCreate(site.Trim(), UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
        && address is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" }
            // As browsers write it, also where the name has other letters than a header may hold.
            ? $"{address.Scheme}://{address.IdnHost}{(address.IsDefaultPort ? "" : $":{address.Port}")}"
            : null;
}
