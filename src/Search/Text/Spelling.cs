using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;

namespace HipFaqBot.Search.Text;

/// <summary>
/// Repairs words against the knowledge's own vocabulary. A word that the knowledge uses, or that is English, is left alone; any
/// other becomes the likeliest word that a slip or the ear could have made it from, or two words that were typed as one.
/// </summary>
internal sealed class Spelling
{
    /// <summary>Shorter words are too near to each other to be repaired. Of this length only a likely slip of a usual word is.</summary>
    private const int ShortestRepaired = 3;

    /// <summary>From this length on two slips are forgiven.</summary>
    private const int LongWord = 7;

    /// <summary>A word that so many phrasings have is meant, even if no list knows it.</summary>
    private const int Usual = 3;

    /// <summary>Two words that so many phrasings have, and that were typed as one, are likelier than one word with two slips.</summary>
    private const int VeryUsual = 100;

    /// <summary>Nobody types a longer word; a joined text is not taken apart either.</summary>
    private const int Longest = 32;

    /// <summary>Each repaired word is worked out once; beyond so many, strangers' words are worked out each time.</summary>
    private const int MostRemembered = 4_096;

    private readonly Dictionary<string, int> _uses;
    private readonly Lazy<ILookup<int, Target>> _targets;
    private readonly ConcurrentDictionary<string, string?> _remembered = new(StringComparer.Ordinal);

    /// <summary>Learns the vocabulary.</summary>
    /// <param name="texts">The knowledge's questions and phrasings.</param>
    /// <param name="terms">Words that are right however rare: the synonyms.</param>
    public Spelling(IEnumerable<string> texts, IEnumerable<string> terms)
    {
        // Counted one by one: a grouping would hold every word of a large knowledge base at once.
        _uses = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in texts.SelectMany(text => Split(PhrasingText.Normalize(text)).Distinct()))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_uses, word, out _)++;
        }

        foreach (var word in terms.SelectMany(term => Split(PhrasingText.Normalize(term))).Distinct().ToList())
        {
            _uses[word] = Math.Max(Usual, _uses.GetValueOrDefault(word));
        }

        // Most questions have no unknown word, and no start waits for this.
        _targets = new Lazy<ILookup<int, Target>>(Targets);
    }

    private ILookup<int, Target> Targets() =>
        _uses.Keys.Where(word => IsRight(word) && word.Length >= 3).Concat(EnglishWords.Common.Where(word => word.Length >= 4 && !_uses.ContainsKey(word)))
            .Order(StringComparer.Ordinal)
            .Select(word => new Target(word, _uses.GetValueOrDefault(word), Letters(word), SoundKey.Of(word)))
            .ToLookup(target => target.Word.Length);

    /// <summary>Whether the knowledge or English has the word (in lower case).</summary>
    public bool IsRight(string word) => _uses.GetValueOrDefault(word) >= Usual || EnglishWords.Contains(word);

    /// <summary>What the word was meant to be, or null where it is right or nothing is near.</summary>
    /// <param name="word">In lower case.</param>
    public string? Repair(string word)
    {
        if (word.Length is < ShortestRepaired or > Longest || IsRight(word) || !word.All(char.IsAsciiLetterLower))
        {
            return null;
        }

        if (!_remembered.TryGetValue(word, out var repaired))
        {
            repaired = Taken(word, VeryUsual) ?? Nearest(word) ?? Taken(word, Usual);
            if (_remembered.Count < MostRemembered)
            {
                _remembered.TryAdd(word, repaired);
            }
        }

        return repaired;
    }

    /// <summary>The letters and digits between anything else; the apostrophe belongs to its word.</summary>
    public static string[] Split(string normal) => normal.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private string? Nearest(string word)
    {
        var most = word.Length >= LongWord ? 2 : 1;
        var letters = Letters(word);

        // A rare word that a phrasing has may be a slip in the phrasing itself, but only of a word that many others have.
        var leastUses = _uses.ContainsKey(word) ? 4 * Usual : 0;
        var sound = SoundKey.Of(word);
        var best = (Cost: double.MaxValue, Word: (string?)null);
        for (var length = word.Length - 3; length <= word.Length + 3; length++)
        {
            foreach (var target in _targets.Value[length])
            {
                // The ear is forgiven one slip more than the hand, but a word that the knowledge never speaks of needs a likely slip.
                // Each slip changes at most two of the letters that a word has.
                var heard = target.Sound == sound;
                var slips = target.Uses < Usual || (word.Length < 5 && !heard) ? 1 : heard && word.Length >= 5 ? most + 1 : most;
                if (target.Uses < leastUses || (!heard && word[0] != target.Word[0]) || BitOperations.PopCount(letters ^ target.Letters) > 2 * slips)
                {
                    continue;
                }

                var distance = EditDistance.Between(word, target.Word, slips);
                var likely = distance == 1 && Slip.IsLikely(word, target.Word);
                if (distance <= slips && (word.Length > ShortestRepaired || (likely && target.Uses >= Usual)))
                {
                    // What the knowledge speaks of is likelier than what it does not.
                    var cost = distance - (heard ? 0.6 : 0) - (likely ? 0.5 : 0) - (0.15 * Math.Log2(1 + target.Uses));
                    if (cost < best.Cost)
                    {
                        best = (cost, target.Word);
                    }
                }
            }
        }

        return best.Word;
    }

    /// <summary>Two words that were typed as one, each of which so many phrasings have.</summary>
    private string? Taken(string word, int leastUses)
    {
        var best = (Uses: 0, Words: (string?)null);
        for (var at = 2; at <= word.Length - 2; at++)
        {
            var uses = Math.Min(_uses.GetValueOrDefault(word[..at]), _uses.GetValueOrDefault(word[at..]));
            if (uses >= leastUses && uses > best.Uses)
            {
                best = (uses, $"{word[..at]} {word[at..]}");
            }
        }

        return best.Words;
    }

    private static uint Letters(string word) => word.Aggregate(0u, (set, letter) => set | (1u << (letter & 31)));

    private sealed record Target(string Word, int Uses, uint Letters, string Sound);
}
