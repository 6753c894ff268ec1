using HipFaqBot.Bot.Conversation;
using HipFaqBot.Bot.Teams;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Bot;

/// <summary>Greets, and answers one question at a time.</summary>
internal sealed class FaqBot(
    Dialogue dialogue, CurrentKnowledge current, PublicAddress address, TeamsWelcome welcome, TeamsSearch search, TeamsFeedback feedback)
    : TeamsActivityHandler
{
    /// <summary>A longer message is politely refused, characters.</summary>
    public const int MaxCharacters = 40_000;

    /// <inheritdoc/>
    protected override async Task OnMembersAddedAsync(
        IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        if (membersAdded.Any(member => member.Id != turnContext.Activity.Recipient?.Id))
        {
            await turnContext.SendActivityAsync(Notices.Welcome(current.Knowledge.Site), cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
        dialogue.AnswerAsync(turnContext, AddressOf(turnContext), cancellationToken);

    /// <summary>In Teams the bot greets when it comes; who joins a group later is not greeted before all the others.</summary>
    protected override Task OnTeamsMembersAddedDispatchAsync(
        IList<ChannelAccount> membersAdded, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext,
        CancellationToken cancellationToken) =>
        TeamsPlace.IsPersonal(turnContext.Activity.Conversation) || membersAdded.Any(member => member.Id == turnContext.Activity.Recipient?.Id)
            ? welcome.GreetAsync(turnContext, cancellationToken)
            : Task.CompletedTask;

    /// <inheritdoc/>
    protected override Task OnInstallationUpdateAddAsync(
        ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        // A new version of the app is no new acquaintance.
        TeamsPlace.IsTeams(turnContext.Activity) && turnContext.Activity.Action == "add"
            ? welcome.GreetAsync(turnContext, cancellationToken)
            : Task.CompletedTask;

    /// <inheritdoc/>
    protected override Task OnInstallationUpdateRemoveAsync(
        ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        TeamsPlace.IsTeams(turnContext.Activity) && turnContext.Activity.Action == "remove"
            ? welcome.ForgetAsync(turnContext, cancellationToken)
            : Task.CompletedTask;

    /// <summary>A changed question is answered as it stands now.</summary>
    protected override Task OnTeamsMessageEditAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        dialogue.AnswerAsync(turnContext, AddressOf(turnContext), cancellationToken);

    /// <inheritdoc/>
    protected override Task<MessagingExtensionResponse> OnTeamsMessagingExtensionQueryAsync(
        ITurnContext<IInvokeActivity> turnContext, MessagingExtensionQuery query, CancellationToken cancellationToken) =>
        search.FindAsync(turnContext, query, AddressOf(turnContext), cancellationToken);

    /// <inheritdoc/>
    protected override async Task<InvokeResponse> OnInvokeActivityAsync(
        ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) =>
        // The SDK has no method for it. Teams shows an error unless the body is an empty object.
        turnContext.Activity.Name == TeamsFeedback.InvokeName && await feedback.TakeAsync(turnContext, AddressOf(turnContext), cancellationToken)
            ? CreateInvokeResponse(new Dictionary<string, object>())
            : await base.OnInvokeActivityAsync(turnContext, cancellationToken);

    /// <summary>The embedded channel knows by which address the person came.</summary>
    private PublicAddress AddressOf(ITurnContext turnContext) => turnContext.TurnState.Get<PublicAddress>() ?? address;
}
