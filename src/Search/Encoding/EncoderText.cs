using System.Text;

namespace HipFaqBot.Search.Encoding;

/// <summary>
/// A text as the model is best asked: one space between words, and a text in capitals in small letters. The model reads
/// "HOW DO I RESET MY PASSWORD?" as another sentence than the same in small letters (a cosine of 0.56).
/// </summary>
internal static class EncoderText
{
    public static string Of(string text)
    {
        var collapsed = string.Join(' ', WholeCharacters(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return collapsed.Count(char.IsUpper) > collapsed.Count(char.IsLower) ? collapsed.ToLowerInvariant() : collapsed;
    }

    /// <summary>Half a surrogate pair, which no normalisation takes, becomes the replacement character.</summary>
    private static string WholeCharacters(string text)
    {
        foreach (var c in text)
        {
            if (char.IsSurrogate(c))
            {
                var whole = new StringBuilder(text.Length);
                foreach (var rune in text.EnumerateRunes())
                {
                    whole.Append(rune.ToString());
                }

                return whole.ToString();
            }
        }

        return text;
    }
}
