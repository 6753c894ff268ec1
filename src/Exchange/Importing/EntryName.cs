using System.Globalization;
using System.Text;

namespace HipFaqBot.Exchange.Importing;

/// <summary>Names for files and folders made from texts of the source; they can hold no path.</summary>
internal static class EntryName
{
    public const string DefaultCategory = "imported";

    /// <summary>Characters of an id made from a question: whole words up to here.</summary>
    private const int Longest = 48;

    /// <summary>Characters of a category: a folder name that every file system takes.</summary>
    private const int LongestCategory = 100;

    /// <summary>An id from a question: small letters and digits joined by hyphens, and no other entry's.</summary>
    public static string FromQuestion(string question, Func<string, bool> taken)
    {
        var name = Kebab(question, Longest);
        name = name.Length > 0 ? name : "entry-" + RecordedEntry.Hash(question)[..8];
        var id = name;
        for (var number = 2; taken(id); number++)
        {
            id = $"{name}-{number}";
        }

        return id;
    }

    public static string Category(string? category) => Kebab(category ?? "", LongestCategory) is { Length: > 0 } name ? name : DefaultCategory;

    /// <summary>The name under which an import of the file is recorded.</summary>
    public static string Source(string path) =>
        string.Concat(Path.GetFileName(path).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' ? letter : '-')).TrimStart('.');

    private static string Kebab(string text, int longest)
    {
        var name = new StringBuilder();
        foreach (var word in Words(text))
        {
            if (name.Length > 0 && name.Length + 1 + word.Length > longest)
            {
                break;
            }

            name.Append(name.Length > 0 ? "-" : "").Append(word.AsSpan(0, Math.Min(word.Length, longest)));
        }

        return name.ToString();
    }

    /// <summary>Accents go, apostrophes join (don't is dont), everything else parts words.</summary>
    private static string[] Words(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Normalize(NormalizationForm.FormKD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                plain.Append(char.ToLowerInvariant(letter));
            }
            else if (letter is not ('\'' or '’') && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
