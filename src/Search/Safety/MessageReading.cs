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

    /// <summary>Concepts and cues in the order of their first words, as the learned detector sees them.</summary>
    public IReadOnlyList<SignMark> Marks { get; init; } = [];

    /// <summary>Whether each word is part of a concept that is no mere place.</summary>
    public IReadOnlyList<bool> Said { get; init; } = [];

    /// <summary>Whether any word is denied, over, imagined, asked about or part of an idiom.</summary>
    public bool HasAside { get; init; }

    /// <summary>Whether a word is said of somebody else.</summary>
    public Func<int, bool> IsOfSomeoneElse { get; init; } = _ => false;

    /// <summary>The words that speak of a person: "my", "she".</summary>
    public IReadOnlyList<int> Persons { get; init; } = [];

    private static readonly HashSet<string> Asking = new(["what", "whats", "how", "is", "are", "does", "do", "can", "could", "should", "why", "when", "which", "who", "will", "would", "where"], StringComparer.Ordinal);

    /// <summary>Whether the words ask and speak of nobody.</summary>
    public bool IsGeneral(int first, int last) => Asking.Contains(Words[first].Text) && !Persons.Any(person => person >= first && person <= last);

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
