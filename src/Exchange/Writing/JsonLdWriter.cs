using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using HipFaqBot.Exchange.Reading;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Exchange.Writing;

/// <summary>A schema.org <c>FAQPage</c> as JSON-LD, escaped so that it may be pasted into a page's script element.</summary>
internal static class JsonLdWriter
{
    private static readonly JsonSerializerOptions ForPages = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(IReadOnlyList<Entry> entries, Site site) =>
        new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "FAQPage",
            ["inLanguage"] = site.Language,
            ["mainEntity"] = new JsonArray([.. entries.Select(entry => Question(entry, site))]),
        }.ToJsonString(ForPages) + "\n";

    private static JsonObject Question(Entry entry, Site site) => new()
    {
        ["@type"] = "Question",
        ["@id"] = JsonLdReader.IdPrefix + entry.Id,
        ["name"] = entry.Question,
        ["acceptedAnswer"] = new JsonObject { ["@type"] = "Answer", ["text"] = AnswerHtml.Of(entry.Answer, site) },
    };
}
