using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;

namespace HipFaqBot.Search.Text;

/// <summary>
/// The English that every knowledge base shares: words that are spelt right (SCOWL's lists up to size 50, see NOTICE), and what
/// people type for speed ("u", "dont", "wot"). Read once from the program's own resources.
/// </summary>
internal static class EnglishWords
{
    /// <summary>Room for the lists as they are, so that the sets need not grow.</summary>
    private const int MostCommon = 12_000;
    private const int MostWords = 90_000;

    private static readonly Lazy<WordLists> Lists = new(ReadLists);
    private static readonly Lazy<FrozenDictionary<string, string>> Short = new(ReadShorthand);

    /// <summary>Whether the word, in lower case, is spelt right.</summary>
    public static bool Contains(string word) => Lists.Value.All.Contains(word);

    /// <summary>The eleven thousand most common words: what a slip is likely to have meant.</summary>
    public static IReadOnlySet<string> Common => Lists.Value.Common;

    /// <summary>What a shorthand stands for, or null.</summary>
    public static string? Expand(string word) => Short.Value.GetValueOrDefault(word);

    private static WordLists ReadLists()
    {
        using var zipped = Resource("words.txt.gz");
        using var reader = new StreamReader(new GZipStream(zipped, CompressionMode.Decompress));

        // The common words come first; an empty line divides them from the rest. No frozen sets: to make them takes longer than they save.
        var (common, all) = (new HashSet<string>(MostCommon, StringComparer.Ordinal), new HashSet<string>(MostWords, StringComparer.Ordinal));
        var isCommon = true;
        while (reader.ReadLine() is { } word)
        {
            if (word.Length == 0)
            {
                isCommon = false;
                continue;
            }

            all.Add(word);
            if (isCommon)
            {
                common.Add(word);
            }
        }

        return new WordLists(common, all);
    }

    private static FrozenDictionary<string, string> ReadShorthand()
    {
        using var reader = new StreamReader(Resource("shorthand.txt"));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line[0] != '#')
            .Select(line => line.Split(' ', 2))
            .ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
    }

    private static Stream Resource(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream($"HipFaqBot.Search.Text.English.{name}")
        ?? throw new InvalidOperationException($"The program was built without {name}.");

    private sealed record WordLists(HashSet<string> Common, HashSet<string> All);
}
