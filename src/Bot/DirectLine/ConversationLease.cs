namespace HipFaqBot.Bot.DirectLine;

/// <summary>A conversation that its holder may use until it is disposed of.</summary>
internal sealed class ConversationLease(DirectLineConversation conversation, Action leave) : IDisposable
{
    private Action? _leave = leave;

    public DirectLineConversation Conversation => conversation;

    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}
