using System.Numerics;

namespace HipFaqBot.Search.Matching.Large;

/// <summary>
/// How near a question is to a phrasing by its words alone: the share of the question's weight that the phrasing has, lowered where
/// the phrasing speaks of more. A word that the knowledge does not know counts as far as its letters agree with one of the phrasing's.
/// </summary>
internal sealed class PhrasingOverlap
{
    /// <summary>Of a longer question the words that tell most are compared.</summary>
    private const int MostWords = 64;

    /// <summary>How much of the nearness a phrasing loses at most by words that the question lacks.</summary>
    private const float LengthShare = 0.35f;

    /// <summary>Below such an agreement of letters two words have nothing to do with each other.</summary>
    private const float LeastAlike = 0.5f;

    private readonly byte[][] _words;
    private readonly float[] _weights;
    private readonly HashSet<int>?[] _pieces;
    private readonly float _total;
    private readonly bool _hasUnknown;

    /// <param name="words">The question's different words, how much each tells, and whether the knowledge has it.</param>
    public PhrasingOverlap(IReadOnlyList<(string Word, float Weight, bool Known)> words)
    {
        _total = words.Sum(word => word.Weight);
        var compared = words.OrderByDescending(word => word.Weight).Take(MostWords).ToList();
        _words = [.. compared.Select(word => System.Text.Encoding.UTF8.GetBytes(word.Word))];
        _weights = [.. compared.Select(word => word.Weight)];
        _pieces = [.. compared.Select((word, index) => word.Known ? null : Pieces(_words[index]))];
        _hasUnknown = compared.Any(word => !word.Known);
    }

    /// <summary>The nearness of the nearest phrasing, 0 to 1.</summary>
    /// <param name="phrasings">One a line, in UTF-8; words have a space between them.</param>
    public float Best(ReadOnlySpan<byte> phrasings)
    {
        var best = 0f;
        foreach (var line in phrasings.Split((byte)'\n'))
        {
            best = Math.Max(best, Of(phrasings[line]));
        }

        return best;
    }

    private float Of(ReadOnlySpan<byte> phrasing)
    {
        var met = 0ul;
        var length = 0;
        var weight = 0f;
        foreach (var range in phrasing.Split((byte)' '))
        {
            length++;
            var word = phrasing[range];
            for (var i = 0; i < _words.Length; i++)
            {
                if ((met & (1ul << i)) == 0 && word.SequenceEqual(_words[i]))
                {
                    met |= 1ul << i;
                    weight += _weights[i];
                    break;
                }
            }
        }

        if (_hasUnknown)
        {
            weight += Alike(phrasing);
        }

        return _total == 0 ? 0 : weight / _total * (1 - LengthShare + (LengthShare * BitOperations.PopCount(met) / length));
    }

    private float Alike(ReadOnlySpan<byte> phrasing)
    {
        var weight = 0f;
        for (var i = 0; i < _words.Length; i++)
        {
            if (_pieces[i] is not { } pieces)
            {
                continue;
            }

            var best = 0f;
            foreach (var range in phrasing.Split((byte)' '))
            {
                best = Math.Max(best, Alike(pieces, phrasing[range]));
            }

            weight += best >= LeastAlike ? best * _weights[i] : 0;
        }

        return weight;
    }

    /// <summary>Twice the pieces that both have, by the pieces of both.</summary>
    private static float Alike(HashSet<int> pieces, ReadOnlySpan<byte> word)
    {
        var shared = 0;
        for (var at = 0; at < word.Length; at++)
        {
            shared += pieces.Contains(Piece(word, at)) ? 1 : 0;
        }

        return 2f * shared / (pieces.Count + word.Length);
    }

    private static HashSet<int> Pieces(byte[] word) => [.. Enumerable.Range(0, word.Length).Select(at => Piece(word, at))];

    /// <summary>A letter with its neighbours; 0 stands for the word's border.</summary>
    private static int Piece(ReadOnlySpan<byte> word, int at) =>
        ((at == 0 ? 0 : word[at - 1]) << 16) | (word[at] << 8) | (at + 1 == word.Length ? 0 : word[at + 1]);
}
