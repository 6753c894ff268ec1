using System.Globalization;
using System.Text;

namespace HipFaqBot.Search.Encoding;

/// <summary>
/// Cuts a text into the likeliest pieces of a unigram vocabulary (Kudo 2018, https://arxiv.org/abs/1804.10959). It gives the very
/// ids that the tokenizer gives which the model was published with, its peculiarities included, for the model was made for those.
/// </summary>
internal sealed class UnigramTokenizer
{
    /// <summary>The id of what the vocabulary does not have.</summary>
    public const int Unknown = 0;

    /// <summary>Ids below this stand for marks and are never found in a text.</summary>
    private const int Reserved = 6;

    /// <summary>Stands for a space, and for the start of the text.</summary>
    private const char Space = '\u2581';

    private readonly string[] _pieces;
    private readonly double[] _scores;

    /// <summary>A tree of the pieces' letters: from a node and a letter to the next node. The root is node 0.</summary>
    private readonly Dictionary<(int Node, char Letter), int> _next;

    /// <summary>For each node the id of the piece that ends there, or 0.</summary>
    private readonly List<int> _ends = [0];

    /// <param name="vocabulary">A line for each piece: score, tab, piece. The line's number from 0 is the id.</param>
    /// <exception cref="FormatException">A line is not of that form.</exception>
    public UnigramTokenizer(IReadOnlyList<string> vocabulary)
    {
        _pieces = new string[vocabulary.Count];
        _scores = new double[vocabulary.Count];
        _next = new Dictionary<(int, char), int>(vocabulary.Count * 4);
        for (var id = 0; id < vocabulary.Count; id++)
        {
            var line = vocabulary[id].Split('\t');
            if (line.Length != 2 || line[1].Length == 0)
            {
                throw new FormatException($"Line {id + 1} is not a score, a tab and a piece.");
            }

            _scores[id] = double.Parse(line[0], CultureInfo.InvariantCulture);
            _pieces[id] = line[1];
            if (id >= Reserved)
            {
                Plant(line[1], id);
            }
        }
    }

    /// <summary>Whether the piece says anything: it has a letter or a digit.</summary>
    public bool IsWord(int id) => id != Unknown && _pieces[id].Any(char.IsLetterOrDigit);

    /// <summary>The ids of the text's pieces, in order. A run of unknown characters is one <see cref="Unknown"/>.</summary>
    /// <param name="text">White space counts as it stands: trim and collapse it before.</param>
    public IReadOnlyList<int> Tokenize(string text)
    {
        var normal = text.Normalize(NormalizationForm.FormKC);
        if (normal.Length == 0)
        {
            return [];
        }

        return Path($"{Space}{normal.Replace(' ', Space)}");
    }

    private void Plant(string piece, int id)
    {
        var node = 0;
        foreach (var letter in piece)
        {
            if (!_next.TryGetValue((node, letter), out var next))
            {
                next = _ends.Count;
                _ends.Add(0);
                _next.Add((node, letter), next);
            }

            node = next;
        }

        // A piece that is listed again goes by its last id.
        _ends[node] = id;
    }

    /// <summary>
    /// The path of pieces with the highest sum of scores (Viterbi). As in the original, a sum of 0 counts as not reached yet, which
    /// shows only where a text starts with a colon, and of two equal sums the later start wins.
    /// </summary>
    private List<int> Path(string text)
    {
        var best = new double[text.Length + 1];
        var last = new int[text.Length + 1];
        for (var start = 0; start < text.Length; start++)
        {
            var found = false;
            for (int node = 0, at = start; at < text.Length && _next.TryGetValue((node, text[at]), out node); at++)
            {
                if (_ends[node] is var id && id > 0)
                {
                    found = true;
                    Reach(at + 1, best[start] + _scores[id], id);
                }
            }

            if (!found)
            {
                Reach(start + 1, best[start], Unknown);
            }
        }

        var ids = new List<int>();
        for (var end = text.Length; end > 0; end -= _pieces[last[end]].Length)
        {
            if (last[end] != Unknown || ids.LastOrDefault(-1) != Unknown)
            {
                ids.Add(last[end]);
            }
        }

        ids.Reverse();
        return ids;

        void Reach(int end, double score, int id)
        {
            if (best[end] == 0 || score >= best[end])
            {
                (best[end], last[end]) = (score, id);
            }
        }
    }
}
