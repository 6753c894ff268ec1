using System.Security.Claims;
using System.Security.Principal;

namespace HipFaqBot.Bot.Conversation;

/// <summary>Writes to a person's own chat what others must not read.</summary>
internal sealed class PrivateChat(TimeProvider time, ILogger<PrivateChat> logger)
{
    /// <summary>Longer than this nobody waits for advice: it is then said in the thread.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private const string AudienceClaim = "aud";

    /// <summary>Opens the chat and writes; false where it cannot be opened or written to, for whatever reason.</summary>
    /// <param name="written">What else happens in that chat once the message is there.</param>
    public async Task<bool> TryWriteAsync(
        ITurnContext turnContext, Activity message, Func<ITurnContext, CancellationToken, Task> written, CancellationToken cancellationToken)
    {
        var said = turnContext.Activity;
        if (said.From?.Id is null || string.IsNullOrEmpty(said.ServiceUrl))
        {
            return false;
        }

        var isWritten = false;
        var tenant = said.Conversation?.TenantId;
        var chat = new ConversationParameters(isGroup: false, bot: said.Recipient, members: [said.From], tenantId: tenant, channelData: tenant is null ? null : new { tenant = new { id = tenant } });
        using var limit = new CancellationTokenSource(Limit, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await turnContext.Adapter.CreateConversationAsync(
                (turnContext.TurnState.Get<IIdentity>(BotAdapter.BotIdentityKey) as ClaimsIdentity)?.FindFirst(AudienceClaim)?.Value ?? "",
                said.ChannelId!,
                said.ServiceUrl,
                turnContext.TurnState.Get<string>(BotAdapter.OAuthScopeKey),
                chat,
                async (own, token) =>
                {
                    own.Activity.From = said.From;
                    await own.SendActivityAsync(message, token);
                    isWritten = true;
                    await written(own, token);
                },
                ending.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The channel, its network or the adapter may refuse in many ways. None may keep the advice from the person: it is then
            // said in the thread, without the sign's name.
            Log.NoPrivateChat(logger, said.ChannelId, exception.GetType().Name);
        }

        return isWritten;
    }
}
