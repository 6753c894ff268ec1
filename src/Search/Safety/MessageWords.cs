using System.Globalization;
using System.Text;

namespace HipFaqBot.Search.Safety;

/// <summary>One word of a message.</summary>
/// <param name="Text">In lower case, apostrophes gone.</param>
/// <param name="Place">Distance from the start in words, breaks counted: five for a sentence, two for a clause.</param>
/// <param name="Sentence">Number of its sentence.</param>
/// <param name="Clause">Number of its clause.</param>
internal readonly record struct MessageWord(string Text, int Place, int Sentence, int Clause)
{
    /// <summary>The number that it is, or −1.</summary>
    public double Number => char.IsAsciiDigit(Text[0])
        ? double.TryParse(Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : -1
        : Array.IndexOf(Spelt, Text) is >= 0 and var index ? index + 1 : -1;

    private static readonly string[] Spelt =
    [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ];
}

/// <summary>Cuts a message into words. Letters part from digits ("14yo"), so that ages and doses are read however they are typed.</summary>
internal static class MessageWords
{
    /// <summary>Text looked through; what stands beyond was cut off before a person would have read so far.</summary>
    public const int MaxLength = 40_000;

    private const int SentenceGap = 5;
    private const int ClauseGap = 2;

    public static List<MessageWord> Of(string message)
    {
        var text = Normal(message.Length > MaxLength ? message[..MaxLength] : message);
        var words = new List<MessageWord>(text.Length / 5);
        var word = new StringBuilder();
        int place = 0, sentence = 0, clause = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var fraction = c is '.' or ',' && word.Length > 0 && char.IsAsciiDigit(word[^1]) && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]);
            if (char.IsLetterOrDigit(c) || fraction)
            {
                if (word.Length > 0 && !fraction && word[^1] != '.' && char.IsAsciiDigit(word[^1]) != char.IsAsciiDigit(c))
                {
                    Flush();
                }

                word.Append(fraction ? '.' : c);
                continue;
            }

            if (c is '\'' or '’' or '‘' or '`' or '´' or 'ʼ' or '＇')
            {
                continue;
            }

            Flush();
            if (c is '.' or '!' or '?' or '\n' or ';')
            {
                Break(ref sentence, SentenceGap);
            }
            else if (c is ',' or ':' or '(' or ')' or '–' or '—')
            {
                Break(ref clause, ClauseGap);
            }
        }

        Flush();
        return words;

        void Flush()
        {
            if (word.Length > 0)
            {
                words.Add(new MessageWord(word.ToString(), place++, sentence, clause));
                word.Clear();
            }
        }

        void Break(ref int counter, int gap)
        {
            if (words.Count > 0 && place == words[^1].Place + 1)
            {
                place += gap;
                counter++;
                clause += gap == SentenceGap ? 1 : 0;
            }
        }
    }

    /// <summary>Full-width letters and ligatures become plain ones; a lone half of a surrogate pair, which cannot be normalised, is dropped.</summary>
    private static string Normal(string text)
    {
        var lower = text.ToLowerInvariant();
        if (Ascii.IsValid(lower))
        {
            return lower;
        }

        try
        {
            return lower.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return string.Concat(lower.Where(c => !char.IsSurrogate(c))).Normalize(NormalizationForm.FormKC);
        }
    }
}
