using System.Text;

namespace HipFaqBot.Exchange.Reading;

/// <summary>
/// Text in one line of a table. The old service writes a line break as <c>\n</c> and leaves other backslashes alone;
/// what <c>hipfaq export</c> writes escapes the backslash too, so that every text comes back as it was.
/// </summary>
internal static class CellText
{
    /// <summary>Spreadsheets run a cell that begins so (and eat a quote): an apostrophe in front makes it text.</summary>
    private const string RunBySpreadsheets = "=+-@'\"";

    public static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\r", "\\r", StringComparison.Ordinal)
        .Replace("\t", "\\t", StringComparison.Ordinal);

    public static string EscapeForSpreadsheet(string text) =>
        text.Length > 0 && RunBySpreadsheets.Contains(text[0], StringComparison.Ordinal) ? "'" + Escape(text) : Escape(text);

    public static string UnescapeForSpreadsheet(string cell) =>
        cell.Length > 1 && cell[0] == '\'' && RunBySpreadsheets.Contains(cell[1], StringComparison.Ordinal) ? Unescape(cell[1..]) : Unescape(cell);

    /// <summary>Undoes <see cref="Escape"/>.</summary>
    public static string Unescape(string cell)
    {
        var text = new StringBuilder(cell.Length);
        for (var i = 0; i < cell.Length; i++)
        {
            var escaped = cell[i] == '\\' && i + 1 < cell.Length;
            text.Append(escaped ? Meant(cell[++i]) : cell[i]);
        }

        return text.ToString();
    }

    /// <summary>A cell of another program: only its line breaks are undone.</summary>
    public static string Foreign(string cell) => cell
        .Replace("\\r\\n", "\n", StringComparison.Ordinal)
        .Replace("\\n", "\n", StringComparison.Ordinal)
        .ReplaceLineEndings("\n")
        .Trim();

    private static char Meant(char letter) => letter switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => letter,
    };
}
