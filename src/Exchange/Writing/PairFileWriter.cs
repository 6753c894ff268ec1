using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HipFaqBot.Exchange.Reading;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Exchange.Writing;

/// <summary>A Bot Framework <c>.qna</c> file. Fields without a place of their own stand as filters.</summary>
internal static partial class PairFileWriter
{
    public static string Write(IReadOnlyList<Entry> entries)
    {
        var numbers = Numbers.Of(entries);
        var text = new StringBuilder();
        for (var i = 0; i < entries.Count; i++)
        {
            Append(entries[i], i + 1, numbers, text);
        }

        return text.ToString();
    }

    private static void Append(Entry entry, int number, Numbers numbers, StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"> !# @qna.pair.id = {number}\n\n<a id = \"{number}\"></a>\n\n# ? {CellText.Escape(entry.Question)}\n");
        foreach (var phrasing in entry.Phrasings)
        {
            text.Append("- ").Append(CellText.Escape(phrasing)).Append('\n');
        }

        text.Append("\n**Filters:**\n");
        foreach (var (name, value) in EntryFields.Of(entry))
        {
            text.Append("- ").Append(name).Append(" = ").Append(value).Append('\n');
        }

        // Longer than any fence in the answer, so that the answer does not end at its own code.
        var fence = new string('`', Math.Max(3, FencePattern().Matches(entry.Answer).Select(run => run.Length + 1).DefaultIfEmpty(0).Max()));
        text.Append('\n').Append(fence).Append("markdown\n").Append(entry.Answer).Append('\n').Append(fence).Append('\n');
        var related = numbers.Related(entry).ToList();
        if (related.Count > 0)
        {
            text.Append("\n**Prompts:**\n");
            foreach (var (other, to) in related)
            {
                text.Append(CultureInfo.InvariantCulture, $"- [{CellText.Escape(other.Question)}](#{to})\n");
            }
        }

        text.Append('\n');
    }

    [GeneratedRegex("`{3,}")]
    private static partial Regex FencePattern();
}
