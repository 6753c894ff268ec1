using System.Text.Json;

namespace HipFaqBot.Exchange.Reading;

/// <summary>schema.org <c>FAQPage</c> as JSON-LD: one object, a list, an <c>@graph</c>, or a page that holds one.</summary>
internal static class JsonLdReader
{
    /// <summary>Begins an <c>@id</c> that <c>hipfaq export</c> wrote; the entry's id follows.</summary>
    public const string IdPrefix = "urn:hipfaq:entry:";

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <param name="line">Line of the source where the JSON begins.</param>
    public static IReadOnlyList<ForeignEntry> Read(string json, int line, Findings findings)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json, Lenient);
            return [.. Pages(parsed.RootElement).SelectMany(page => Members(page, "mainEntity")).Select(question => Entry(question, line, findings)).OfType<ForeignEntry>()];
        }
        catch (JsonException e)
        {
            findings.NoPlace(line + (int)(e.LineNumber ?? 0), "JSON-LD", $"it is no JSON: {e.Message.Split('\n')[0]} (mend it and import again)", json);
            return [];
        }
    }

    private static IEnumerable<JsonElement> Pages(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Pages),
        JsonValueKind.Object when Is(element, "FAQPage") => [element],
        JsonValueKind.Object => Members(element, "@graph").Concat(Members(element, "mainEntity")).Concat(Members(element, "mainEntityOfPage")).Concat(Members(element, "hasPart")).SelectMany(Pages),
        _ => [],
    };

    private static ForeignEntry? Entry(JsonElement question, int line, Findings findings)
    {
        var id = Text(question, "@id");
        var ours = id.StartsWith(IdPrefix, StringComparison.Ordinal);
        var name = Text(question, "name") is { Length: > 0 } text ? text : Text(question, "text");
        var asked = ours ? name : SafeMarkdown.Fragment(name).TextContent; // Pages write &amp; and <b> there.
        var answers = Members(question, "acceptedAnswer").Concat(Members(question, "suggestedAnswer")).Select(answer => Text(answer, "text")).Where(text => text.Length > 0).ToList();
        if (!Is(question, "Question") || asked.Trim().Length == 0 || answers.Count == 0)
        {
            findings.NoPlace(line, "JSON-LD element", "it is no Question with a name and an answer's text", question.GetRawText());
            return null;
        }

        foreach (var other in answers.Skip(1))
        {
            findings.NoPlace(line, "answer", $"an entry has one answer, and \"{asked.Trim()}\" has another one before it", other);
        }

        return new ForeignEntry(asked.Trim(), Answer(answers[0], line, findings), line)
        {
            Id = ours && EntryFields.IdPattern().IsMatch(id[IdPrefix.Length..]) ? id[IdPrefix.Length..] : null,
            Key = id.Length > 0 ? id : null,
        };
    }

    /// <summary>HTML, or plain text, whose own line breaks then mean something.</summary>
    private static string Answer(string text, int line, Findings findings)
    {
        var fragment = SafeMarkdown.Fragment(text);
        if (fragment.ChildElementCount == 0)
        {
            fragment = SafeMarkdown.Fragment(string.Concat(text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(part => $"<p>{part}</p>")));
        }

        return HtmlMarkdown.Of(fragment, dropped => findings.NoPlace(line, "part of an answer", "it was left out of the Markdown (add what is needed by hand)", dropped));
    }

    private static bool Is(JsonElement element, string type) =>
        element.ValueKind == JsonValueKind.Object
        && Members(element, "@type").Any(name => name.ValueKind == JsonValueKind.String && name.GetString()!.Split('/', ':', '#')[^1] == type);

    /// <summary>A member that may be one value or a list.</summary>
    private static List<JsonElement> Members(JsonElement element, string name) =>
        element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()]
        : [value];

    private static string Text(JsonElement element, string name) =>
        Members(element, name).FirstOrDefault() is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";
}
