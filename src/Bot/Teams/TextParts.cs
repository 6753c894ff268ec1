namespace HipFaqBot.Bot.Teams;

/// <summary>Cuts a text that is too long for one message where a reader would pause.</summary>
internal static class TextParts
{
    // The most natural first. A sentence keeps its full stop, so the cut is behind the mark.
    private static readonly string[] Pauses = ["\n\n", "\n", ". ", " "];

    /// <param name="most">Characters in a part, 2 at least.</param>
    /// <returns>The parts; together they have every word of the text in its order.</returns>
    public static IReadOnlyList<string> Of(string text, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        var parts = new List<string>();
        var rest = text.AsSpan().Trim();
        while (rest.Length > most)
        {
            var end = End(rest, most);
            parts.Add(rest[..end].TrimEnd().ToString());
            rest = rest[end..].TrimStart();
        }

        parts.Add(rest.ToString());
        return parts;
    }

    private static int End(ReadOnlySpan<char> text, int most)
    {
        foreach (var pause in Pauses)
        {
            // A pause near the beginning would leave a crumb.
            if (text[..most].LastIndexOf(pause) is var at && at > most / 4)
            {
                return at + pause.Length;
            }
        }

        // Never inside a character that takes two places.
        return char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
    }
}
