using System.Text.RegularExpressions;

namespace HipFaqBot.Search.Safety;

/// <summary>Writes out choices and groups: <c>(hip|leg) &lt;looks&gt; odd</c> becomes every way to say it.</summary>
internal static partial class Wordings
{
    /// <summary>More ways than this are a mistake in the file.</summary>
    public const int Most = 5_000;

    /// <summary>All ways to say it; null for a group that is not known, brackets that do not close, or too many ways.</summary>
    public static IReadOnlyList<string>? Expand(string wording, IReadOnlyDictionary<string, IReadOnlyList<string>> groups)
    {
        var ways = new List<string> { "" };
        foreach (Match part in Parts().Matches(wording))
        {
            IReadOnlyList<string>? choices = part.Value[0] switch
            {
                '<' => groups.GetValueOrDefault(part.Value[1..^1]),
                '(' => part.Value[1..^1].Split('|', StringSplitOptions.TrimEntries),
                _ => [part.Value],
            };
            if (choices is null)
            {
                return null;
            }

            ways = [.. ways.SelectMany(way => choices.Select(choice => $"{way} {choice}"))];
            if (ways.Count > Most)
            {
                return null;
            }
        }

        return ways.Exists(way => way.AsSpan().IndexOfAny("<>()|") >= 0 || !WellFormed(way)) ? null : [.. ways.Select(way => way.Trim())];
    }

    private static bool WellFormed(string way)
    {
        var words = way.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 && words[0] != ".." && words[^1] != ".." && Array.TrueForAll(words, word => word[0] != '#' || Range().IsMatch(word));
    }

    [GeneratedRegex(@"<[^<> ]+>|\([^()]*\)|[^\s()<>]+|[()<>]")]
    private static partial Regex Parts();

    [GeneratedRegex(@"^#\d+(\.\d+)?(-\d+(\.\d+)?)?$")]
    private static partial Regex Range();
}
