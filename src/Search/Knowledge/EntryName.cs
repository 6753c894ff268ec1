using System.Text.RegularExpressions;

namespace HipFaqBot.Search.Knowledge;

/// <summary>
/// What the ids of a knowledge base kept as one file say in words. Bots' intents are named for what they are about ("card_arrival",
/// "CANCEL_ORDER"), and that is one more text to know an entry by. The ids of a folder's entries are made for editors and say less.
/// </summary>
internal static partial class EntryName
{
    /// <summary>A number, or letters left over from an abbreviation, name nothing.</summary>
    private const int ShortestWord = 3;

    /// <summary>The words of an id in small letters; null where it has none, as "q-17".</summary>
    public static string? Of(string id)
    {
        var words = Word().Matches(id).Select(match => match.Value.ToLowerInvariant()).ToList();
        return words.Exists(word => word.Length >= ShortestWord && char.IsLetter(word[0])) ? string.Join(' ', words) : null;
    }

    /// <summary>Letters or digits: "ofCamelCase" is three words, "FAQ" is one.</summary>
    [GeneratedRegex(@"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{L}+|\p{N}+")]
    private static partial Regex Word();
}
