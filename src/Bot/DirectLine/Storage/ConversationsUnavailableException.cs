namespace HipFaqBot.Bot.DirectLine.Storage;

/// <summary>What is asked of the conversations' store cannot be done now; it may be asked again.</summary>
internal sealed class ConversationsUnavailableException(string reason, Exception? inner = null) : Exception(reason, inner);

/// <summary>The conversation was erased in the meantime.</summary>
internal sealed class ConversationErasedException() : Exception("The conversation was erased.");
