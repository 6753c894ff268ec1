using HipFaqBot.Bot.Conversation;
using HipFaqBot.Bot.Messages;
using HipFaqBot.Bot.Teams;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot;

/// <summary>Registers the bot, as any bot on the SDK is registered.</summary>
internal static class FaqBotRegistration
{
    public static WebApplicationBuilder AddFaqBot(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient();
        builder.Services.AddSingleton<BotFrameworkAuthentication, ConfigurationBotFrameworkAuthentication>();
#if !BOTSDK_MICROSOFT
        // Microsoft's package keeps nothing back.
        builder.Services.AddHostedService<LastReplies>();
#endif
        builder.Services.AddSingleton<TurnRules>();
        builder.Services.AddSingleton<IBotFrameworkHttpAdapter, FaqBotAdapter>();
        builder.Services.AddOptions<PublicAddress>().Bind(builder.Configuration).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<PublicAddress>, PublicAddressValidator>();
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<PublicAddress>>().Value);
        builder.Services.TryAddSingleton<IStorage, RecentStorage>();
        builder.Services.AddSingleton<PrivateConversationState>();
        builder.Services.AddSingleton<LastingNotes>();
        builder.Services.AddSingleton<Memories>();
        builder.Services.AddSingleton<PrivateChat>();
        builder.Services.AddSingleton<AlertEvents>();
        builder.Services.AddSingleton<FeedbackEvents>();
        builder.Services.AddSingleton<Overheard>();
        builder.Services.AddSingleton<Answerer>();
        builder.Services.AddSingleton<Dialogue>();
        builder.Services.AddTeams();
        builder.Services.AddTransient<IBot, FaqBot>();
        builder.Services.AddOptions<WarmUpOptions>().Bind(builder.Configuration.GetSection(WarmUpOptions.Section));
        builder.Services.AddHostedService<WarmUp>();
        builder.Services.AddOptions<MessagesSettings>().Configure<IConfiguration>(MessagesSettings.Read).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<MessagesSettings>, MessagesSettingsValidator>();
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<MessagesSettings>>().Value);
        builder.Services.AddSingleton<MessagesAccess>();
        return builder;
    }
}
