using System.Globalization;
using HipFaqBot.BotBuilder.Schema;
using static HipFaqBot.BotBuilder.Connector.ConnectorRequest;

namespace HipFaqBot.BotBuilder.Connector;

/// <summary>What can be done in conversations.</summary>
public static class ConversationsExtensions
{
    /// <summary>Opens a conversation.</summary>
    public static async Task<ConversationResourceResponse> CreateConversationAsync(
        this IConversations operations, ConversationParameters parameters, CancellationToken cancellationToken = default) =>
        await SendAsync<ConversationResourceResponse>(operations, new(HttpMethod.Post, "", parameters), cancellationToken)
            ?? new ConversationResourceResponse();

    /// <summary>Opens a conversation of the bot with one person.</summary>
    public static Task<ConversationResourceResponse> CreateDirectConversationAsync(
        this IConversations operations, ChannelAccount bot, ChannelAccount user, Activity? activity = null,
        CancellationToken cancellationToken = default) =>
        operations.CreateConversationAsync(new ConversationParameters(bot: bot, members: [user], activity: activity), cancellationToken);

    /// <summary>Opens a conversation of the bot with one person, both by their ids.</summary>
    public static Task<ConversationResourceResponse> CreateDirectConversationAsync(
        this IConversations operations, string botAddress, string userAddress, Activity? activity = null,
        CancellationToken cancellationToken = default) =>
        operations.CreateDirectConversationAsync(new ChannelAccount(botAddress), new ChannelAccount(userAddress), activity, cancellationToken);

    /// <summary>The bot's conversations, page by page, where the channel keeps a list of them.</summary>
    public static async Task<ConversationsResult> GetConversationsAsync(
        this IConversations operations, string? continuationToken = null, CancellationToken cancellationToken = default)
    {
        var query = continuationToken is null ? "" : $"?continuationToken={Uri.EscapeDataString(continuationToken)}";
        return await SendAsync<ConversationsResult>(operations, new(HttpMethod.Get, query), cancellationToken) ?? new ConversationsResult();
    }

    /// <summary>Sends to the activity's conversation.</summary>
    public static Task<ResourceResponse> SendToConversationAsync(
        this IConversations operations, Activity activity, CancellationToken cancellationToken = default) =>
        operations.SendToConversationAsync(ConversationOf(activity), activity, cancellationToken);

    /// <summary>Sends to a conversation.</summary>
    public static Task<ResourceResponse> SendToConversationAsync(
        this IConversations operations, string conversationId, Activity activity, CancellationToken cancellationToken = default) =>
        NamedAsync(operations, To(HttpMethod.Post, conversationId, "activities", activity), cancellationToken);

    /// <summary>Answers the activity named by <c>replyToId</c>.</summary>
    public static Task<ResourceResponse> ReplyToActivityAsync(
        this IConversations operations, Activity activity, CancellationToken cancellationToken = default) =>
        operations.ReplyToActivityAsync(ConversationOf(activity), activity.ReplyToId!, activity, cancellationToken);

    /// <summary>Answers an activity.</summary>
    public static Task<ResourceResponse> ReplyToActivityAsync(
        this IConversations operations, string conversationId, string activityId, Activity activity,
        CancellationToken cancellationToken = default)
    {
        var request = To(HttpMethod.Post, conversationId, ActivityPath(activityId), activity) with { NamesConversation = true };
        return NamedAsync(operations, request, cancellationToken);
    }

    /// <summary>Replaces an activity by its own id.</summary>
    public static Task<ResourceResponse> UpdateActivityAsync(
        this IConversations operations, Activity activity, CancellationToken cancellationToken = default) =>
        operations.UpdateActivityAsync(ConversationOf(activity), activity.Id!, activity, cancellationToken);

    /// <summary>Replaces an activity.</summary>
    public static Task<ResourceResponse> UpdateActivityAsync(
        this IConversations operations, string conversationId, string activityId, Activity activity,
        CancellationToken cancellationToken = default) =>
        NamedAsync(operations, To(HttpMethod.Put, conversationId, ActivityPath(activityId), activity), cancellationToken);

    /// <summary>Takes an activity back.</summary>
    public static Task DeleteActivityAsync(
        this IConversations operations, string conversationId, string activityId, CancellationToken cancellationToken = default) =>
        SendAsync<ResourceResponse>(operations, To(HttpMethod.Delete, conversationId, ActivityPath(activityId)), cancellationToken);

    /// <summary>Who is in a conversation.</summary>
    public static async Task<IList<ChannelAccount>> GetConversationMembersAsync(
        this IConversations operations, string conversationId, CancellationToken cancellationToken = default) =>
        await SendAsync<List<ChannelAccount>>(operations, To(HttpMethod.Get, conversationId, "members"), cancellationToken) ?? [];

    /// <summary>One member of a conversation; on the class, as the SDK has it.</summary>
    public static async Task<ChannelAccount> GetConversationMemberAsync(
        this Conversations operations, string userId, string conversationId, CancellationToken cancellationToken = default) =>
        await SendAsync<ChannelAccount>(operations, To(HttpMethod.Get, conversationId, MemberPath(userId)), cancellationToken)
            ?? new ChannelAccount();

    /// <summary>Takes a member out of a conversation.</summary>
    public static Task DeleteConversationMemberAsync(
        this IConversations operations, string conversationId, string memberId, CancellationToken cancellationToken = default) =>
        SendAsync<ResourceResponse>(operations, To(HttpMethod.Delete, conversationId, MemberPath(memberId)), cancellationToken);

    /// <summary>Who is in a conversation, page by page, as large teams need it.</summary>
    public static async Task<PagedMembersResult> GetConversationPagedMembersAsync(
        this IConversations operations, string conversationId, int? pageSize = default, string? continuationToken = null,
        CancellationToken cancellationToken = default)
    {
        string?[] query =
        [
            pageSize is { } size ? $"pageSize={size.ToString(CultureInfo.InvariantCulture)}" : null,
            continuationToken is null ? null : $"continuationToken={Uri.EscapeDataString(continuationToken)}",
        ];
        var parameters = string.Join('&', query.OfType<string>());
        return await SendAsync<PagedMembersResult>(
            operations, To(HttpMethod.Get, conversationId, parameters.Length == 0 ? "pagedmembers" : $"pagedmembers?{parameters}"), cancellationToken)
            ?? new PagedMembersResult();
    }

    /// <summary>Whom an activity was sent to.</summary>
    public static async Task<IList<ChannelAccount>> GetActivityMembersAsync(
        this IConversations operations, string conversationId, string activityId, CancellationToken cancellationToken = default) =>
        await SendAsync<List<ChannelAccount>>(
            operations, To(HttpMethod.Get, conversationId, $"{ActivityPath(activityId)}/members"), cancellationToken) ?? [];

    private static string ActivityPath(string activityId) => $"activities/{Segment(activityId, nameof(activityId))}";

    private static string MemberPath(string memberId) => $"members/{Segment(memberId, nameof(memberId))}";

    private static string ConversationOf(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity.Conversation?.Id!;
    }

    // An empty answer is as good as one with an id: typing and split messages have none.
    private static async Task<ResourceResponse> NamedAsync(
        IConversations operations, ConnectorRequest request, CancellationToken cancellationToken) =>
        await SendAsync<ResourceResponse>(operations, request, cancellationToken) ?? new ResourceResponse(string.Empty);

    private static Task<T?> SendAsync<T>(IConversations operations, ConnectorRequest request, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(operations);
        return operations.SendAsync<T>(request, cancellationToken);
    }
}
