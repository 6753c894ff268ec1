using System.Runtime.InteropServices;
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

    /// <summary>The known word that each is taken for; below 0 where there is none.</summary>
    public IReadOnlyList<int> Known { get; init; } = [];

    /// <summary>Whether a word is said of somebody else.</summary>
    public Func<int, bool> IsOfSomeoneElse { get; init; } = _ => false;

    /// <summary>The mentions that begin between two words. A long message has thousands, and is looked at window by window.</summary>
    public static ReadOnlySpan<Mention> Between(List<Mention> mentions, int first, int last)
    {
        int low = 0, high = mentions.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = mentions[middle].First < first ? (middle + 1, high) : (low, middle);
        }

        var end = low;
        while (end < mentions.Count && mentions[end].First <= last)
        {
            end++;
        }

        return CollectionsMarshal.AsSpan(mentions)[low..end];
    }

    /// <summary>Place just after the last word.</summary>
    public int End => Words.Count > 0 ? Words[^1].Place + 1 : 0;
}
