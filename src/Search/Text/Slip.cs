namespace HipFaqBot.Search.Text;

/// <summary>
/// Which single slips hands make: two letters swapped, one left out, one typed twice, or the key beside it hit. They are most of all
/// slips (Damerau 1964 counts four kinds; on a keyboard a wrong letter is mostly a neighbour).
/// </summary>
internal static class Slip
{
    private static readonly string[] Keys = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>Whether a hand is likely to have made the word of the one that was meant, by one slip.</summary>
    public static bool IsLikely(string word, string meant)
    {
        var at = 0;
        while (at < word.Length && at < meant.Length && word[at] == meant[at])
        {
            at++;
        }

        var rest = word.AsSpan(at);
        var meantRest = meant.AsSpan(at);
        return (word.Length - meant.Length) switch
        {
            -1 => rest.SequenceEqual(meantRest[1..]),
            1 => at > 0 && rest[0] == word[at - 1] && rest[1..].SequenceEqual(meantRest),
            0 when rest.Length == 0 => false,
            0 when rest[1..].SequenceEqual(meantRest[1..]) => AreNeighbours(rest[0], meantRest[0]),
            0 => rest.Length > 1 && rest[0] == meantRest[1] && rest[1] == meantRest[0] && rest[2..].SequenceEqual(meantRest[2..]),
            _ => false,
        };
    }

    private static bool AreNeighbours(char one, char other)
    {
        var (row, column) = PlaceOf(one);
        var (otherRow, otherColumn) = PlaceOf(other);
        if (row < 0 || otherRow < 0)
        {
            return false;
        }

        // Each row stands a little to the right of the one above: "k" touches "i" and "o".
        return (otherRow - row) switch
        {
            0 => Math.Abs(column - otherColumn) == 1,
            1 => column - otherColumn is 0 or 1,
            -1 => otherColumn - column is 0 or 1,
            _ => false,
        };
    }

    private static (int Row, int Column) PlaceOf(char letter)
    {
        var row = Array.FindIndex(Keys, keys => keys.Contains(letter));
        return (row, row < 0 ? 0 : Keys[row].IndexOf(letter));
    }
}
