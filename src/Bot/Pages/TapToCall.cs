using System.Text.RegularExpressions;

namespace HipFaqBot.Bot.Pages;

/// <summary>A sentence with its telephone numbers as links that a tap calls.</summary>
internal static partial class TapToCall
{
    public static Html Of(string sentence)
    {
        var parts = new List<Html>();
        var end = 0;
        foreach (Match number in Numbers().Matches(sentence))
        {
            parts.Add(Html.Of($"{sentence[end..number.Index]}<a href=\"tel:{Dialled(number.Value)}\">{number.Value}</a>"));
            end = number.Index + number.Length;
        }

        parts.Add(Html.Of($"{sentence[end..]}"));
        return Html.Each(parts, part => part);
    }

    private static string Dialled(string number) => string.Concat(number.Where(character => char.IsAsciiDigit(character) || character == '+'));

    // Three digits or more, with the gaps that people write.
    [GeneratedRegex(@"\+?\d(?:[ -]?\d){2,}")]
    private static partial Regex Numbers();
}
