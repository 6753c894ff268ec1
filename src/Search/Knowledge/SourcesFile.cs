using System.Collections.Frozen;

namespace HipFaqBot.Search.Knowledge;

/// <summary>Reads <c>sources.yaml</c>: key to title, publisher, address, date, licence; null if it is no table.</summary>
internal static class SourcesFile
{
    public const string Name = "sources.yaml";

    /// <summary>Names for what the facts were gathered from, which nobody else can look up: a copy without address, memory, the clinic itself.</summary>
    private static readonly FrozenSet<string> Uncitable = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "SEED", "MEM", "CLINIC");

    public static Dictionary<string, Source>? Parse(string text, ProblemList problems)
    {
        if (YamlFields.Parse(text, Name, 0, problems) is not { } table)
        {
            return null;
        }

        var sources = new Dictionary<string, Source>(StringComparer.Ordinal);

        foreach (var (key, fields) in table.Maps())
        {
            if (Uncitable.Contains(key))
            {
                problems.Error(Name, table.KeyLine(key), "uncitable-source", $"'{key}' is no publication that a person could look up (cite one that says the same, or leave the fact out).");
            }

            var url = fields.RequiredText("url");
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            {
                problems.Error(Name, fields.Line("url"), "url", $"The address \"{url}\" of '{key}' is not a web address (write it with https:// in front).");
                address = new Uri("about:blank");
            }

            sources[key] = new Source(
                key, fields.RequiredText("title"), fields.RequiredText("publisher"), address,
                fields.RequiredText("date"), fields.RequiredText("licence"));
            fields.RejectUnknown();
        }

        return sources;
    }
}
