using System.Text;

namespace HipFaqBot.Search.Text;

/// <summary>The form in which two phrasings count as the same one.</summary>
public static class PhrasingText
{
    private const int ShortText = 256;

    /// <summary>Unicode compatibility form, lower case, letters, digits and the apostrophes within words only, single spaces between words.</summary>
    public static string Normalize(string phrasing) => Ascii.IsValid(phrasing) ? NormalizeAscii(phrasing) : NormalizeAny(phrasing);

    /// <summary>The same for what nearly all phrasings are: a start goes through each letter of every one of them, several times.</summary>
    private static string NormalizeAscii(string phrasing)
    {
        Span<char> text = phrasing.Length <= ShortText ? stackalloc char[phrasing.Length] : new char[phrasing.Length];
        var length = 0;
        foreach (var letter in phrasing)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                text[length++] = char.IsAsciiLetterUpper(letter) ? (char)(letter | 0x20) : letter;
            }
            else if (length > 0 && text[length - 1] != ' ')
            {
                text[length++] = letter == '\'' ? letter : ' ';
            }
        }

        return text[..length].TrimEnd(" '").ToString();
    }

    private static string NormalizeAny(string phrasing)
    {
        var text = new StringBuilder(phrasing.Length);
        foreach (var rune in WellFormed(phrasing).Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                Append(text, Rune.ToLowerInvariant(rune));
            }
            else if (rune.Value is '\'' or '’' && text.Length > 0 && text[^1] != ' ')
            {
                text.Append('\'');
            }
            else if (text.Length > 0 && text[^1] != ' ')
            {
                text.Append(' ');
            }
        }

        return text.ToString().TrimEnd(' ', '\'');
    }

    // A builder takes a rune as an object: boxed, and made a text of its own. Every start goes through each letter of all phrasings.
    private static void Append(StringBuilder text, Rune rune) => _ = rune.IsBmp ? text.Append((char)rune.Value) : text.Append(rune.ToString());

    /// <summary>The text with lone surrogates replaced: <see cref="string.Normalize()"/> throws on them, and people's keyboards make them.</summary>
    internal static string WellFormed(string text)
    {
        var bad = false;
        for (var i = 0; i < text.Length && !bad; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else
            {
                bad = char.IsSurrogate(text[i]);
            }
        }

        return bad ? System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)) : text;
    }
}
