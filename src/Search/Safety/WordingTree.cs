using System.Globalization;

namespace HipFaqBot.Search.Safety;

/// <summary>
/// All wordings in one tree of words, so that a message is read once whatever their number. A wording is words in order;
/// <c>..</c> is up to three words between, <c>&lt;8-15&gt;</c> a number, <c>(a|b c)</c> a choice, <c>&lt;cannot&gt;</c> a group of words.
/// </summary>
internal sealed class WordingTree
{
    private const int LongestGap = 3;

    private static readonly HashSet<string> Denials =
        ["not", "no", "never", "neither", "nor", "without", "isnt", "arent", "wasnt", "werent", "dont", "doesnt", "didnt", "hasnt", "havent", "hadnt"];

    private readonly Node _root = new();
    private readonly Lexicon _lexicon;

    /// <summary>The ids of the parts of each word that wordings have: "14yo" is two.</summary>
    private readonly Dictionary<string, int[]> _parts = new(StringComparer.Ordinal);

    public WordingTree(Lexicon lexicon) => _lexicon = lexicon;

    /// <summary>Adds every way to say a wording.</summary>
    public void Add(WordingChoice wording, int meaning) => Add(_root, wording, rest: null, meaning);

    private void Add(Node node, WordingChoice choice, Rest? rest, int meaning)
    {
        foreach (var one in choice.All)
        {
            Add(node, one, 0, rest, meaning);
        }
    }

    private void Add(Node node, WordingSequence sequence, int at, Rest? rest, int meaning)
    {
        for (; at < sequence.Parts.Count; at++)
        {
            if (sequence.Parts[at] is WordingChoice choice)
            {
                Add(node, choice, new Rest(sequence, at + 1, rest), meaning);
                return;
            }

            node = After(node, ((WordingWord)sequence.Parts[at]).Text);
        }

        if (rest is not null)
        {
            Add(node, rest.Sequence, rest.At, rest.Outer, meaning);
        }
        else if (!node.Meanings.Contains(meaning))
        {
            // Nearly always the only one, and most nodes have none.
            node.Meanings = [.. node.Meanings, meaning];
        }
    }

    private Node After(Node node, string word)
    {
        if (word is WordingPart.Gap)
        {
            return node.Gap ??= new Node();
        }

        if (word[0] == '#')
        {
            return node.Number(word);
        }

        foreach (var id in Parts(word))
        {
            node = node.After(id);
        }

        return node;
    }

    private int[] Parts(string word)
    {
        if (!_parts.TryGetValue(word, out var parts))
        {
            _parts[word] = parts = [.. MessageWords.Of(word).Select(part => _lexicon.Add(part.Text))];
        }

        return parts;
    }

    /// <summary>Says every wording that begins at a word, with its last word.</summary>
    public void Find(ReadOnlySpan<MessageWord> words, ReadOnlySpan<int> ids, int start, Action<int, int, int> found) =>
        Walk(_root, words, ids, start, start, found);

    private static void Walk(Node node, ReadOnlySpan<MessageWord> words, ReadOnlySpan<int> ids, int start, int at, Action<int, int, int> found)
    {
        foreach (var meaning in node.Meanings)
        {
            found(meaning, start, at - 1);
        }

        // A wording stays within its clause: "can't complain, walking is fine" is no "can't walk".
        if (at >= words.Length || (at > start && words[at].Clause != words[at - 1].Clause))
        {
            return;
        }

        Step(node, words, ids, start, at, found);
        if (node.Gap is { } gap)
        {
            for (var skipped = 0; skipped <= LongestGap && at + skipped < words.Length && words[at + skipped].Clause == words[at].Clause; skipped++)
            {
                Step(gap, words, ids, start, at + skipped, found);
                if (Denials.Contains(words[at + skipped].Text))
                {
                    break; // "Stools are not black" does not say that they are.
                }
            }
        }
    }

    private static void Step(Node node, ReadOnlySpan<MessageWord> words, ReadOnlySpan<int> ids, int start, int at, Action<int, int, int> found)
    {
        if (ids[at] >= 0 && node.Next(ids[at]) is { } next)
        {
            Walk(next, words, ids, start, at + 1, found);
        }

        if (node.Numbers.Count > 0 && words[at].Number is >= 0 and var number)
        {
            foreach (var (_, low, high, after) in node.Numbers)
            {
                if (number >= low && number <= high)
                {
                    Walk(after, words, ids, start, at + 1, found);
                }
            }
        }
    }

    /// <summary>What is still to be said: a sequence from one of its parts on, then what stands around it.</summary>
    private sealed record Rest(WordingSequence Sequence, int At, Rest? Outer);

    private sealed class Node
    {
        // Nearly every node has one word after it, or none: thousands of tables less.
        private int _word;
        private Node? _only;
        private Dictionary<int, Node>? _others;

        public IReadOnlyList<NumberStep> Numbers { get; private set; } = [];

        public Node? Gap { get; set; }

        public int[] Meanings { get; set; } = [];

        /// <summary>The node after a word, or null.</summary>
        public Node? Next(int word) => _only is not null && word == _word ? _only : _others?.GetValueOrDefault(word);

        /// <summary>The node after a word, made if it is not there.</summary>
        public Node After(int word)
        {
            if (Next(word) is { } known)
            {
                return known;
            }

            var after = new Node();
            if (_only is null)
            {
                (_word, _only) = (word, after);
            }
            else
            {
                (_others ??= [])[word] = after;
            }

            return after;
        }

        public Node Number(string word)
        {
            if (Numbers.FirstOrDefault(number => number.Word == word) is { } known)
            {
                return known.After;
            }

            var bounds = word[1..].Split('-');
            var after = new Node();
            Numbers = [.. Numbers, new NumberStep(word, Bound(bounds[0]), Bound(bounds[^1]), after)];
            return after;
        }

        private static double Bound(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>The node after any number of a range.</summary>
    private sealed record NumberStep(string Word, double Low, double High, Node After);
}
