using HipFaqBot.Search.Safety.Learning;

namespace HipFaqBot.Search.Safety;

/// <summary>What a message says: the concepts in it, and what the words around do to each.</summary>
/// <param name="Words">The message's words.</param>
/// <param name="Mentions">By concept, in order of their first words.</param>
/// <param name="IsYes">Whether it is no more than a yes to what was asked.</param>
internal sealed record MessageReading(IReadOnlyList<MessageWord> Words, IReadOnlyDictionary<int, List<Mention>> Mentions, bool IsYes)
{
    /// <summary>The words as the learned detector sees them, one for each.</summary>
    public IReadOnlyList<SignToken> Tokens { get; init; } = [];

    /// <summary>Whether a word is said of somebody else.</summary>
    public Func<int, bool> IsOfSomeoneElse { get; init; } = _ => false;

    /// <summary>Place just after the last word.</summary>
    public int End => Words.Count > 0 ? Words[^1].Place + 1 : 0;
}
