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
    private static readonly Lazy<(FrozenSet<string> Common, FrozenSet<string> All)> Lists = new(ReadLists);
    private static readonly Lazy<FrozenDictionary<string, string>> Short = new(ReadShorthand);

    /// <summary>Whether the word, in lower case, is spelt right.</summary>
    public static bool Contains(string word) => Lists.Value.All.Contains(word);

    /// <summary>The eleven thousand most common words: what a slip is likely to have meant.</summary>
    public static IReadOnlySet<string> Common => Lists.Value.Common;

    /// <summary>What a shorthand stands for, or null.</summary>
    public static string? Expand(string word) => Short.Value.GetValueOrDefault(word);

    private static (FrozenSet<string> Common, FrozenSet<string> All) ReadLists()
    {
        using var zipped = Resource("words.txt.gz");
        using var reader = new StreamReader(new GZipStream(zipped, CompressionMode.Decompress));

        // The common words come first; an empty line divides them from the rest.
        var halves = reader.ReadToEnd().Split("\n\n");
        var common = halves[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (common.ToFrozenSet(StringComparer.Ordinal),
            common.Concat(halves[1].Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToFrozenSet(StringComparer.Ordinal));
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
}
