using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder;

/// <summary>State of a conversation, shared by all in it.</summary>
public class ConversationState(IStorage storage) : BotState(storage, nameof(ConversationState))
{
    /// <summary><c>{channelId}/conversations/{conversation.id}</c>.</summary>
    protected override string GetStorageKey(ITurnContext turnContext) =>
        $"{StorageKey.Channel(turnContext)}/conversations/{StorageKey.Conversation(turnContext)}";
}

/// <summary>State of a person on one channel, in all conversations.</summary>
public class UserState(IStorage storage) : BotState(storage, nameof(UserState))
{
    /// <summary><c>{channelId}/users/{from.id}</c>.</summary>
    protected override string GetStorageKey(ITurnContext turnContext) =>
        $"{StorageKey.Channel(turnContext)}/users/{StorageKey.User(turnContext)}";
}

/// <summary>State of a person in one conversation.</summary>
public class PrivateConversationState(IStorage storage) : BotState(storage, nameof(PrivateConversationState))
{
    /// <summary><c>{channelId}/conversations/{conversation.id}/users/{from.id}</c>.</summary>
    protected override string GetStorageKey(ITurnContext turnContext) =>
        $"{StorageKey.Channel(turnContext)}/conversations/{StorageKey.Conversation(turnContext)}/users/{StorageKey.User(turnContext)}";
}

/// <summary>The parts of a storage key; one that the activity lacks throws, or strangers would share a state.</summary>
internal static class StorageKey
{
    public static string Channel(ITurnContext turnContext) => Of(turnContext).ChannelId ?? throw Missing("channelId");

    public static string Conversation(ITurnContext turnContext) => Of(turnContext).Conversation?.Id ?? throw Missing("conversation.id");

    public static string User(ITurnContext turnContext) => Of(turnContext).From?.Id ?? throw Missing("from.id");

    private static Activity Of(ITurnContext turnContext)
    {
        BotAssert.ContextNotNull(turnContext);
        return turnContext.Activity;
    }

    private static InvalidOperationException Missing(string part) => new($"The activity has no {part}.");
}
