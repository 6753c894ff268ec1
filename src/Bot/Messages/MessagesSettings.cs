using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.Messages;

/// <summary>Who may use <c>/api/messages</c>, as the configuration has it. Microsoft's package looks at its own settings by itself.</summary>
internal sealed class MessagesSettings
{
    /// <summary>Setting <c>MicrosoftAppId</c>; null if there is none, and with it no authentication.</summary>
    public string? AppId { get; set; }

    /// <summary>Setting <c>Bot:AllowUnauthenticated</c>: without an app id anyone is answered, not only programs on this machine.</summary>
    public bool AllowUnauthenticated { get; set; }

    /// <summary>What works, but is worth a word at every start.</summary>
    public IReadOnlyList<string> Warnings { get; set; } = [];

    /// <summary>What cannot work.</summary>
    public IReadOnlyList<string> Problems { get; set; } = [];

    public static void Read(MessagesSettings settings, IConfiguration configuration)
    {
        settings.AppId = string.IsNullOrWhiteSpace(configuration["MicrosoftAppId"]) ? null : configuration["MicrosoftAppId"]!.Trim();
#if BOTSDK_MICROSOFT
        settings.AllowUnauthenticated = configuration.GetValue("Bot:AllowUnauthenticated", false);
#else
        var reader = new SettingReader(configuration);
        settings.AllowUnauthenticated = reader.Flag("Bot:AllowUnauthenticated", false);
        reader.Flag("ValidateAuthority", true);
        var (registration, wrongRegistration) = BotRegistration.Read(configuration);
        var (channels, wrongChannels) = ChannelSettings.Read(configuration);
        if (registration.AppId is { } id && !Guid.TryParse(id, out _))
            reader.Wrong($"MicrosoftAppId is '{id}': set it to the application (client) id, a GUID, of the bot's registration.");
        settings.Problems = [.. reader.Problems, .. wrongRegistration, .. wrongChannels];
        settings.Warnings = [.. WarningsOf(registration, channels)];
#endif
    }

#if !BOTSDK_MICROSOFT
    private static IEnumerable<string> WarningsOf(BotRegistration registration, ChannelSettings channels)
    {
        if (registration.AppId is null) yield break;
        if (!registration.CanProve)
            yield return "MicrosoftAppId is set, but nothing that proves it: replies to channels cannot be sent. Set MicrosoftAppPassword.";
        if (registration.Type == RegistrationType.MultiTenant && channels.AllowedTenants is null)
            yield return "The bot is registered as MultiTenant and Bot:AllowedTenants is not set: people of every organization are answered in Teams.";
        if (channels is { AllowEmulatorTokens: true, IsDevelopment: false })
            yield return "Bot:AllowEmulatorTokens is on: whoever has the bot's own secret is let in as a channel. Turn it off outside of tests.";
        if (channels.AllowedCallers.Contains("*"))
            yield return "Bot:AllowedCallers is *: every app of the accepted tenants may call this bot. List the app ids that may.";
    }
#endif
}

/// <summary>Ends a start whose settings for channels cannot work.</summary>
internal sealed class MessagesSettingsValidator : IValidateOptions<MessagesSettings>
{
    public ValidateOptionsResult Validate(string? name, MessagesSettings options) =>
        options.Problems.Count > 0 ? ValidateOptionsResult.Fail(options.Problems) : ValidateOptionsResult.Success;
}
