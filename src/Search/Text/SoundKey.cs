using System.Text;

namespace HipFaqBot.Search.Text;

/// <summary>
/// A word as it sounds, roughly: "fizio" and "physio" have the same key. Rules in the manner of Metaphone (Philips 1990), fewer of
/// them, for only words within a few letters of each other are ever compared.
/// </summary>
internal static class SoundKey
{
    /// <summary>Spellings of one sound. Longer ones stand before their parts.</summary>
    private static readonly (string Spelling, string Sound)[] Sounds =
    [
        ("tch", "C"), ("sch", "sk"), ("ch", "C"), ("sh", "S"), ("tio", "So"), ("cia", "Sa"), ("ph", "f"), ("gh", ""), ("kn", "n"), ("wr", "r"),
        ("wh", "w"), ("ps", "s"), ("rh", "r"), ("th", "t"), ("ck", "k"), ("qu", "kw"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("ge", "je"),
        ("gi", "ji"), ("gy", "ji"), ("dge", "je"), ("c", "k"), ("q", "k"), ("z", "s"), ("x", "ks"), ("v", "f"), ("y", "i"),
    ];

    /// <summary>The key of a word in lower case: the first sound, then the consonants, each run as one.</summary>
    public static string Of(string word)
    {
        var key = new StringBuilder(word.Length);
        for (var at = 0; at < word.Length;)
        {
            var rest = word.AsSpan(at);
            var length = 1;
            var heardAs = rest[..1];
            foreach (var (spelling, sound) in Sounds)
            {
                if (rest.StartsWith(spelling, StringComparison.Ordinal))
                {
                    length = spelling.Length;
                    heardAs = sound;
                    break;
                }
            }

            foreach (var letter in heardAs)
            {
                // Vowels count only as "there is one" at the start: they are what people mishear and misspell most.
                var heard = "aeiou".Contains(letter, StringComparison.Ordinal) ? 'a' : letter;
                if ((heard != 'a' && heard != 'h') || key.Length == 0)
                {
                    if (key.Length == 0 || key[^1] != heard)
                    {
                        key.Append(heard);
                    }
                }
            }

            at += length;
        }

        return key.ToString();
    }
}
