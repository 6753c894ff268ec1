using HipFaqBot.Bot.Messages;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot;

/// <summary>Registers the bot, as any bot on the SDK is registered.</summary>
internal static class FaqBotRegistration
{
    public static WebApplicationBuilder AddFaqBot(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient();
        builder.Services.AddSingleton<BotFrameworkAuthentication, ConfigurationBotFrameworkAuthentication>();
        builder.Services.AddSingleton<TurnRules>();
        builder.Services.AddSingleton<IBotFrameworkHttpAdapter, FaqBotAdapter>();
        builder.Services.AddOptions<PublicAddress>().Bind(builder.Configuration).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<PublicAddress>, PublicAddressValidator>();
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<PublicAddress>>().Value);
        builder.Services.AddTransient<IBot, FaqBot>();
        builder.Services.AddSingleton<MessagesAccess>();
        return builder;
    }
}
