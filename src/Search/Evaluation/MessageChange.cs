namespace HipFaqBot.Search.Evaluation;

/// <summary>How messages are changed before they are judged: people type in a hurry, at length and in pieces.</summary>
public enum MessageChange
{
    /// <summary>As they stand.</summary>
    None,

    /// <summary>In capitals.</summary>
    Capitals,

    /// <summary>Without punctuation.</summary>
    NoPunctuation,

    /// <summary>Two neighbouring letters of the longest word have changed places.</summary>
    Typo,

    /// <summary>In the middle of 300 harmless words.</summary>
    Wordy,

    /// <summary>In two messages a few seconds apart, cut after half of the words; what either raises counts.</summary>
    Cut,
}

/// <summary>Changes messages. The same message is always changed alike.</summary>
internal static class MessageChanges
{
    private const int HarmlessWords = 300;

    private const string Harmless =
        "We had a quiet weekend and the garden is coming on. The bus was late so I read the paper. My sister made soup and we watched the football. "
        + "I have ordered a new kettle, and the neighbours painted their fence green. Tomorrow I will go to the library with a friend.";

    /// <summary>The messages to send in turn.</summary>
    public static IReadOnlyList<string> Of(string text, MessageChange change) => change switch
    {
        MessageChange.Capitals => [text.ToUpperInvariant()],
        MessageChange.NoPunctuation => [string.Concat(text.Where(c => !char.IsPunctuation(c)))],
        MessageChange.Typo => [WithTypo(text)],
        MessageChange.Wordy => [$"{HarmlessText} {text}. {HarmlessText}"],
        MessageChange.Cut => Halves(text),
        _ => [text],
    };

    private static readonly string HarmlessText = MakeHarmless();

    /// <summary>Half of the harmless words; they stand before and after.</summary>
    private static string MakeHarmless()
    {
        var words = Harmless.Split(' ');
        return string.Join(' ', Enumerable.Range(0, HarmlessWords / 2).Select(i => words[i % words.Length])) + ".";
    }

    private static string WithTypo(string text)
    {
        var words = text.Split(' ');
        var longest = Enumerable.Range(0, words.Length).MaxBy(i => words[i].Length);
        if (words[longest] is { Length: > 3 } word)
        {
            var middle = (word.Length / 2) - 1;
            words[longest] = $"{word[..middle]}{word[middle + 1]}{word[middle]}{word[(middle + 2)..]}";
        }

        return string.Join(' ', words);
    }

    private static string[] Halves(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length < 2 ? [text] : [string.Join(' ', words[..(words.Length / 2)]), string.Join(' ', words[(words.Length / 2)..])];
    }
}
