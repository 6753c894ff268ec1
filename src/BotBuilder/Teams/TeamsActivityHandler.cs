using System.Net;
using HipFaqBot.BotBuilder.Connector;
using HipFaqBot.BotBuilder.Schema;
using HipFaqBot.BotBuilder.Schema.Teams;

namespace HipFaqBot.BotBuilder.Teams;

/// <summary>
/// An <see cref="ActivityHandler"/> with methods for what Teams alone sends, as far as this project uses them. Activities of other
/// channels go the usual way.
/// </summary>
public class TeamsActivityHandler : ActivityHandler
{
    /// <inheritdoc/>
    protected override async Task<InvokeResponse> OnInvokeActivityAsync(
        ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (turnContext.Activity.Name != "composeExtension/query") return await base.OnInvokeActivityAsync(turnContext, cancellationToken);

        try
        {
            var query = InvokeValues.MessagingExtension(turnContext.Activity)
                ?? throw new InvokeResponseException(HttpStatusCode.BadRequest);
            return CreateInvokeResponse(await OnTeamsMessagingExtensionQueryAsync(turnContext, query, cancellationToken));
        }
        catch (InvokeResponseException exception)
        {
            return exception.CreateInvokeResponse();
        }
    }

    /// <summary>Invoke <c>composeExtension/query</c>: a search from the box in which a message is written.</summary>
    protected virtual Task<MessagingExtensionResponse> OnTeamsMessagingExtensionQueryAsync(
        ITurnContext<IInvokeActivity> turnContext, MessagingExtensionQuery query, CancellationToken cancellationToken) =>
        throw new InvokeResponseException(HttpStatusCode.NotImplemented);

    /// <inheritdoc/>
    protected override Task OnConversationUpdateActivityAsync(
        ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return turnContext.Activity is { ChannelId: Channels.Msteams, MembersAdded: { } added }
            ? OnTeamsMembersAddedDispatchAsync(added, ChannelDataOf(turnContext.Activity)?.Team!, turnContext, cancellationToken)
            : base.OnConversationUpdateActivityAsync(turnContext, cancellationToken);
    }

    /// <summary>
    /// Members came into a Teams conversation. The SDK's own method first asks Teams for each member's profile; this one does not,
    /// because nothing here needs it.
    /// </summary>
    /// <param name="teamInfo">The team; null in a chat.</param>
    protected virtual Task OnTeamsMembersAddedDispatchAsync(
        IList<ChannelAccount> membersAdded, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext,
        CancellationToken cancellationToken) =>
        OnMembersAddedAsync(membersAdded, turnContext, cancellationToken);

    /// <inheritdoc/>
    protected override Task OnMessageUpdateActivityAsync(
        ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return EventOf(turnContext.Activity) switch
        {
            "editMessage" => OnTeamsMessageEditAsync(turnContext, cancellationToken),
            "undeleteMessage" => OnTeamsMessageUndeleteAsync(turnContext, cancellationToken),
            _ => base.OnMessageUpdateActivityAsync(turnContext, cancellationToken),
        };
    }

    /// <summary>A person changed a message of theirs.</summary>
    protected virtual Task OnTeamsMessageEditAsync(
        ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A person brought a deleted message back.</summary>
    protected virtual Task OnTeamsMessageUndeleteAsync(
        ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override Task OnMessageDeleteActivityAsync(
        ITurnContext<IMessageDeleteActivity> turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return EventOf(turnContext.Activity) == "softDeleteMessage"
            ? OnTeamsMessageSoftDeleteAsync(turnContext, cancellationToken)
            : base.OnMessageDeleteActivityAsync(turnContext, cancellationToken);
    }

    /// <summary>A person deleted a message of theirs.</summary>
    protected virtual Task OnTeamsMessageSoftDeleteAsync(
        ITurnContext<IMessageDeleteActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    private static string? EventOf(IActivity activity) =>
        activity.ChannelId == Channels.Msteams ? ChannelDataOf(activity)?.EventType : null;

    // Channel data comes from outside: what is not as Teams writes it is passed over.
    private static TeamsChannelData? ChannelDataOf(IActivity activity) =>
        activity.TryGetChannelData<TeamsChannelData>(out var channelData) ? channelData : null;
}
