using HipFaqBot.Search.Matching;

namespace HipFaqBot.Bot.Conversation;

/// <summary>
/// Looks for warning signs in words that are no message to the bot: a search that is being typed, a comment on an answer. They are
/// not answered and not counted together with messages, but the advice goes to the person's own chat.
/// </summary>
internal sealed class Overheard(Answerer answerer, Memories memories, PrivateChat privateChat, CurrentKnowledge current, TimeProvider time)
{
    /// <summary>The line that names nothing, for where the words were typed; null where no warning sign is in them.</summary>
    public async Task<Activity?> WarnAsync(ITurnContext turnContext, string text, PublicAddress address, CancellationToken cancellationToken)
    {
        var memory = await memories.ReadAsync(turnContext, cancellationToken);
        var said = answerer.Reply(text, memory with { Traces = [] }, isGroup: true, address);
        if (!said.IsPrivate || AnswerEntity.Read(said.Reply)?.Alert?.Sign is not { } sign)
        {
            return null;
        }

        // A search runs with every letter: the same sign is written about once, and after that only named to nobody again.
        var now = time.GetUtcNow();
        var neutral = Dialogue.Neutral(current.Knowledge, Dialogue.WrittenPrivately);
        if (memory.Overheard.Any(one => one.Sign == sign && now - one.Time < PersonMemory.AlertSpan))
        {
            return neutral;
        }

        var kept = said.Memory with { Traces = memory.Traces, Held = memory.Held };
        if (!await privateChat.TryWriteAsync(turnContext, said.Reply, (own, token) => memories.WriteAsync(own, kept, token), cancellationToken))
        {
            return said.InOpen ?? Dialogue.Neutral(current.Knowledge, Dialogue.WriteToMe);
        }

        await memories.WriteAsync(turnContext, memory.Overhear(sign, now), cancellationToken);
        return neutral;
    }
}
