using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HipFaqBot.Exchange.Importing;

/// <summary>Writes the fields of an entry's front matter; what a plain text cannot hold stands in double quotes.</summary>
internal static partial class EntryYaml
{
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase) { "null", "true", "false", "yes", "no", "on", "off", "y", "n" };

    public static string Field(string key, string? value) => $"{key}: {(value is null ? "null" : Scalar(value))}";

    public static IReadOnlyList<string> Block(string key, IReadOnlyList<string> values) =>
        values.Count == 0 ? [$"{key}: []"] : [$"{key}:", .. values.Select(value => "  - " + Scalar(value))];

    public static string Flow(string key, IEnumerable<string> values) => $"{key}: [{string.Join(", ", values.Select(value => NamePattern().IsMatch(value) ? value : Quoted(value)))}]";

    public static string Scalar(string text) => PlainPattern().IsMatch(text) && !Reserved.Contains(text) ? text : Quoted(text);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var letter in text.EnumerateRunes())
        {
            _ = letter.Value switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when Unseen(letter) => quoted.Append(CultureInfo.InvariantCulture, $"\\U{letter.Value:X8}"),
                _ => quoted.Append(letter),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Marks, controls and line breaks that an editor would not show.</summary>
    private static bool Unseen(Rune letter) => Rune.GetUnicodeCategory(letter)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9-]*\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^\p{L}(?:[\p{L}\p{N} ,.?!'()/%-]*[\p{L}\p{N}.?!)%])?\z")]
    private static partial Regex PlainPattern();
}
