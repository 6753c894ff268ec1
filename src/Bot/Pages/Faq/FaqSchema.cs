using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Pages.Faq;

/// <summary>The same questions and answers for programs, as <see href="https://schema.org/FAQPage"/> in JSON-LD.</summary>
internal static class FaqSchema
{
    // This encoder escapes <, >, & and quotes in any text, so nothing in an answer can end the script element.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static Html Of(Site site, IEnumerable<Entry> entries, Func<Entry, string> address)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://schema.org");
            json.WriteString("@type", "FAQPage");
            json.WriteString("inLanguage", site.Language);
            json.WriteStartArray("mainEntity");
            foreach (var entry in entries)
            {
                json.WriteStartObject();
                json.WriteString("@type", "Question");
                json.WriteString("name", site.Fill(entry.Question));
                json.WriteString("url", address(entry));
                json.WriteStartObject("acceptedAnswer");
                json.WriteString("@type", "Answer");
                json.WriteString("text", AnswerMarkdown.Render(site, entry.Answer, level: 2).ToString());
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        // A block of data, not a script that runs: the content security policy need not allow any script for it.
        var data = Html.Encoded(System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
        return Html.Of($"<script type=\"application/ld+json\">{data}</script>\n");
    }
}
