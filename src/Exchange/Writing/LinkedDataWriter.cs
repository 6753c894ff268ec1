using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using HipFaqBot.Exchange.Reading;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Exchange.Writing;

/// <summary>A schema.org <c>FAQPage</c> as JSON-LD, escaped so that it may be pasted into a page's script element.</summary>
internal static class LinkedDataWriter
{
    private static readonly JsonSerializerOptions ForPages = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(IReadOnlyList<Entry> entries, string language) =>
        new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "FAQPage",
            ["inLanguage"] = language,
            ["mainEntity"] = new JsonArray([.. entries.Select(Question)]),
        }.ToJsonString(ForPages) + "\n";

    private static JsonObject Question(Entry entry) => new()
    {
        ["@type"] = "Question",
        ["@id"] = LinkedDataReader.IdPrefix + entry.Id,
        ["name"] = entry.Question,
        ["acceptedAnswer"] = new JsonObject { ["@type"] = "Answer", ["text"] = AnswerHtml.Of(entry.Answer) },
    };
}
