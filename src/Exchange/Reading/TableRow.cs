namespace HipFaqBot.Exchange.Reading;

/// <summary>A row of a table with named columns.</summary>
/// <param name="Line">The row's number as a spreadsheet or editor shows it.</param>
/// <param name="Cells">Column name, in small letters, to what stands there.</param>
internal sealed record TableRow(int Line, IReadOnlyDictionary<string, string> Cells)
{
    public string this[string column] => Cells.GetValueOrDefault(column) ?? "";

    /// <summary>Names the cells by the header; null where one stands to the right of it.</summary>
    /// <param name="cells">Column, from 0, and text. A row need not have every cell.</param>
    public static TableRow? Of(int line, IReadOnlyList<string> header, IEnumerable<(int Column, string Text)> cells)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (column, text) in cells.Where(cell => cell.Text.Length > 0))
        {
            if (column >= header.Count)
            {
                return null;
            }

            named.TryAdd(header[column], text);
        }

        return new TableRow(line, named);
    }

    /// <summary>The header's names in small letters, or null if there is no column for questions or for answers.</summary>
    public static IReadOnlyList<string>? Header(IReadOnlyList<string> cells)
    {
        string[] names = [.. cells.Select(cell => cell.Trim().ToLowerInvariant())];
        return names.Contains("question") && names.Contains("answer") ? names : null;
    }
}
