using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HipFaqBot.Exchange.Reading;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Exchange.Writing;

/// <summary>
/// The table of Custom Question Answering: a row for each way of asking. No cell begins with a letter that a spreadsheet would
/// run or a quote that it would eat.
/// </summary>
internal static class TsvWriter
{
    private const string Source = "hipfaq";
    private static readonly string[] Columns = ["Question", "Answer", "Source", "Metadata", "SuggestedQuestions", "IsContextOnly", "Prompts", "QnaId", "SourceDisplayName"];
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyList<Entry> entries)
    {
        var numbers = Numbers.Of(entries);
        var text = new StringBuilder().AppendJoin('\t', Columns).Append('\n');
        foreach (var (entry, number) in entries.Zip(Enumerable.Range(1, entries.Count)))
        {
            var metadata = string.Join('|', EntryFields.Of(entry).Select(pair => $"{pair.Key}:{pair.Value}"));
            var prompts = JsonSerializer.Serialize(numbers.Related(entry).Select((related, order) => new { displayOrder = order, qnaId = related.Number, displayText = related.Entry.Question }), Readable);
            foreach (var way in entry.Phrasings.Prepend(entry.Question))
            {
                text.AppendJoin(
                    '\t', CellText.EscapeForSpreadsheet(way), CellText.EscapeForSpreadsheet(entry.Answer), Source, metadata, "[]", "False",
                    prompts, number.ToString(CultureInfo.InvariantCulture), Source).Append('\n');
            }
        }

        return text.ToString();
    }
}
