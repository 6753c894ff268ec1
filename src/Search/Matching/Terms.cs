namespace HipFaqBot.Search.Matching;

/// <summary>
/// What a text is looked up by: its words, its pairs of neighbours (with marks for the start and the end, so that
/// "how long" at the start is told from "how long" in the middle), and the 3- and 4-letter pieces of its words,
/// which a typing slip leaves mostly alone.
/// </summary>
internal static class Terms
{
    /// <summary>Words of at most 64 letters, so that the whole stays a term that Lucene takes (32,766 bytes).</summary>
    private const int MaxWhole = 120;

    /// <summary>The three kinds, as Lucene fields, each with its weight in the score.</summary>
    public static IReadOnlyList<TermField> Fields { get; } =
    [
        new("words", 1.0, words => words),
        new("pairs", 0.6, Pairs),
        new("pieces", 0.15, words => words.SelectMany(Pieces)),
    ];

    /// <summary>All words as one term; null for none, or for more than anybody types as one question.</summary>
    public static string? Whole(IReadOnlyList<string> words) => words.Count is > 0 and <= MaxWhole ? string.Join(' ', words) : null;

    public static IEnumerable<string> Pairs(IReadOnlyList<string> words)
    {
        for (var i = 0; i <= words.Count && words.Count > 0; i++)
        {
            yield return $"{(i == 0 ? "^" : words[i - 1])} {(i == words.Count ? "$" : words[i])}";
        }
    }

    private static IEnumerable<string> Pieces(string word)
    {
        var marked = $"^{word}$";
        for (var length = 3; length <= 4; length++)
        {
            for (var start = 0; start + length <= marked.Length; start++)
            {
                yield return marked.Substring(start, length);
            }
        }
    }
}

/// <summary>One kind of term.</summary>
/// <param name="Name">The Lucene field's name.</param>
/// <param name="Weight">Its share in the score.</param>
/// <param name="Of">From a text's words to its terms of this kind.</param>
internal sealed record TermField(string Name, double Weight, Func<IReadOnlyList<string>, IEnumerable<string>> Of);
