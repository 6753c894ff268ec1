using System.Buffers;

namespace HipFaqBot.Search.Safety;

/// <summary>
/// A light stem: plural, -ing, -ed and a silent e go, so that "limping", "limps" and "limped" are one word. Lighter than Porter's,
/// which joins "generic" with "general": here a word joined wrongly is a false alarm.
/// </summary>
internal static class Stem
{
    private const int Shortest = 3;
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    /// <summary>Without their e they would be another word: her, not, can, sit.</summary>
    private static readonly HashSet<string> Whole = new(["here", "note", "cane", "site"], StringComparer.Ordinal);

    public static string Of(string word)
    {
        if (word.Length <= Shortest || !char.IsAsciiLetter(word[^1]))
        {
            return word;
        }

        var stem = word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4 ? $"{word[..^3]}y"
            : word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1]
            : word;
        if (stem.EndsWith("ied", StringComparison.Ordinal) && stem.Length > 4)
        {
            return $"{stem[..^3]}y";
        }

        if (Cut(stem, "ing") is { } active)
        {
            return active;
        }

        if (!stem.EndsWith("eed", StringComparison.Ordinal) && Cut(stem, "ed") is { } past)
        {
            return past;
        }

        return stem.Length > Shortest && stem[^1] == 'e' && stem[^2] != 'e' && !Whole.Contains(stem) ? stem[..^1] : stem;
    }

    private static string? Cut(string word, string ending)
    {
        if (word.Length - ending.Length < Shortest || !word.EndsWith(ending, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = word[..^ending.Length];
        if (rest.AsSpan().IndexOfAny(Vowels) < 0)
        {
            return null;
        }

        return rest[^1] == rest[^2] && rest[^1] is not ('l' or 's' or 'z' or 'e') ? rest[..^1] : rest;
    }
}
