using System.Text.Json;

namespace HipFaqBot.Bot.Pages;

/// <summary>
/// The chat's own words (buttons, connection states), one file for each language in the folder <c>words</c>. What the bot says is none of it.
/// A language without a file, and a word that a file does not have, is English.
/// </summary>
internal sealed class PageWords
{
    public const string Fallback = "en";

    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _words = new(StringComparer.OrdinalIgnoreCase);

    public PageWords(string folder)
    {
        var english = Read(Path.Combine(folder, $"{Fallback}.json"));
        foreach (var path in Directory.EnumerateFiles(folder, "*.json"))
        {
            var words = new SortedDictionary<string, string>(english, StringComparer.Ordinal);
            foreach (var (name, text) in Read(path))
                words[name] = text;
            _words[Path.GetFileNameWithoutExtension(path)] = words;
        }
    }

    public static PageWords BesideTheProgram() => new(Path.Combine(AppContext.BaseDirectory, "words"));

    /// <summary>The languages that have a file.</summary>
    public IReadOnlyCollection<string> Languages => _words.Keys;

    /// <summary>The language with a file that is meant by a BCP 47 tag (<c>es-MX</c> is <c>es</c>); English where there is none.</summary>
    public string LanguageOf(string tag)
    {
        for (var part = tag; part.Length > 0; part = part[..Math.Max(0, part.LastIndexOf('-'))])
        {
            if (_words.ContainsKey(part))
                return part.ToLowerInvariant();
        }

        return Fallback;
    }

    public IReadOnlyDictionary<string, string> Of(string tag) => _words[LanguageOf(tag)];

    private static Dictionary<string, string> Read(string path) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(path), PagesJson.Default.DictionaryStringString)!;
}
