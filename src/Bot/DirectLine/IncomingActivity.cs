namespace HipFaqBot.Bot.DirectLine;

/// <summary>Reads what a client posts, and writes over all that is not for the client to say.</summary>
internal static class IncomingActivity
{
    // Where a bot would send replies to; ours come back through the adapter, and no connector may be talked into dialling it.
    private const string ServiceUrl = "urn:hipfaq:directline";

    // What else there is (invoke, conversationUpdate, …) is for channels to say, not for a client.
    private static readonly string[] AcceptedTypes =
        [ActivityTypes.Message, ActivityTypes.Event, ActivityTypes.Typing, ActivityTypes.EndOfConversation];

    public static ChannelAccount Bot() => new("hipfaq", "Hip pain answers", RoleTypes.Bot);

    /// <summary>The activity of a posted body, or why it is none.</summary>
    public static (Activity? Activity, DirectLineError? Refusal) Read(ReadOnlySpan<byte> body)
    {
        if (ActivityWire.Read(body) is not { } activity)
            return (null, DirectLineError.BadArgument("The body is no activity: send one JSON object in UTF-8, its members of the right types."));
        if (string.IsNullOrEmpty(activity.Type))
            return (null, DirectLineError.MissingProperty("type"));
        if (!AcceptedTypes.Contains(activity.Type, StringComparer.Ordinal))
            return (null, DirectLineError.BadArgument($"'type' must be one of {string.Join(", ", AcceptedTypes)}."));
        return (activity, null);
    }

    /// <summary>
    /// Makes it an activity of this conversation and user. A token that names its user is believed rather than the client; without one
    /// the first sender is the user, and nobody else may speak.
    /// </summary>
    public static DirectLineError? Address(Activity activity, DirectLineConversation conversation, string? tokenUser)
    {
        var user = tokenUser ?? activity.From?.Id;
        if (string.IsNullOrEmpty(user))
            return DirectLineError.MissingProperty("from.id");
        if (!conversation.IsOrBecomesUser(user))
            return DirectLineError.OtherUser;
        var from = activity.From ??= new ChannelAccount();
        from.Id = user;
        from.Role = RoleTypes.User;
        activity.ChannelId = DirectLineAdapter.ChannelId;
        activity.Conversation = new ConversationAccount(id: conversation.Id);
        activity.Recipient = Bot();
        activity.CallerId = null;
        activity.DeliveryMode = null;
        activity.ServiceUrl = null;
        return null;
    }

    /// <summary>For the bot, after the echo was kept: clients need no service URL.</summary>
    public static Activity ForTheBot(Activity activity)
    {
        activity.ServiceUrl = ServiceUrl;
        return activity;
    }

    /// <summary>What tells the bot of a new conversation: the bot joined, then the person.</summary>
    public static Activity ConversationUpdate(DirectLineConversation conversation, string? locale)
    {
        var members = new List<ChannelAccount> { Bot() };
        if (conversation.UserId is { } user)
            members.Add(new ChannelAccount(user, role: RoleTypes.User));
        return new Activity
        {
            Type = ActivityTypes.ConversationUpdate,
            Id = ConversationTokens.NewId(),
            ServiceUrl = ServiceUrl,
            ChannelId = DirectLineAdapter.ChannelId,
            Conversation = new ConversationAccount(id: conversation.Id),
            From = members[^1],
            Recipient = Bot(),
            MembersAdded = members,
            Locale = locale,
        };
    }
}
