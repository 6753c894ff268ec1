using System.Text.RegularExpressions;

namespace HipFaqBot.Search.Knowledge;

/// <summary>Something that people say to a bot besides questions, and what it says to that.</summary>
/// <param name="Id">Its id: <c>thanks</c>.</param>
/// <param name="Phrasings">Whole messages, as people type them.</param>
/// <param name="Reply">What the bot says, Markdown; <c>{number}</c> and <c>{name}</c> as in all texts.</param>
/// <param name="SpeaksOfHealth">Whether the reply speaks of health, so that the disclaimer stands under it.</param>
public sealed record SmallTalk(string Id, IReadOnlyList<string> Phrasings, string Reply, bool SpeaksOfHealth)
{
    /// <summary>Says that help is on its way.</summary>
    public const string GettingHelp = "getting-help";

    /// <summary>Says that what raised an emergency is not happening.</summary>
    public const string NotNow = "not-now";

    /// <summary>Says no to the bot's own question.</summary>
    public const string No = "no";
}

/// <summary>All small talk of one version, found by whole messages: a question is never taken for it.</summary>
public sealed partial class SmallTalks
{
    private readonly Dictionary<string, SmallTalk> _byWords = new(StringComparer.Ordinal);

    internal SmallTalks(IReadOnlyList<SmallTalk> all)
    {
        All = all;
        foreach (var talk in all)
        {
            foreach (var phrasing in talk.Phrasings)
            {
                _byWords.TryAdd(WordsOf(phrasing), talk);
            }
        }
    }

    /// <summary>None.</summary>
    public static SmallTalks None { get; } = new([]);

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<SmallTalk> All { get; }

    /// <summary>The small talk that the whole message is, or null.</summary>
    public SmallTalk? Find(string message) => message.Length <= LongestMessage ? _byWords.GetValueOrDefault(WordsOf(message)) : null;

    /// <summary>A message as small talk is compared: lower case, no marks, "heyyy" as "hey".</summary>
    internal static string WordsOf(string message) =>
        string.Join(' ', Word().Matches(Apostrophe().Replace(message.ToLowerInvariant(), "")).Select(word => Drawn().Replace(word.Value, "$1")));

    /// <summary>Characters; what is longer says more than hello.</summary>
    private const int LongestMessage = 80;

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"['’`]")]
    private static partial Regex Apostrophe();

    [GeneratedRegex(@"(\p{L})\1{2,}")]
    private static partial Regex Drawn();
}
