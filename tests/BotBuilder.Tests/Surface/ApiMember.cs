using System.Text.RegularExpressions;

namespace HipFaqBot.BotBuilder.Tests.Surface;

/// <summary>One line of the listing, or the same of ours: a type or a member, in the listing's words.</summary>
internal sealed partial record ApiMember(char Kind, string Type, string Name, string TypeKind, string Line)
{
    /// <summary>Parameters and type, with namespaces cut off.</summary>
    public string Signature { get; init; } = "";

    /// <summary>Parameter names, a question mark after the optional ones.</summary>
    public string Names { get; init; } = "";

    public string Constraints { get; init; } = "";

    public string TypeParameters { get; init; } = "";

    public IReadOnlySet<string> Modifiers { get; init; } = new HashSet<string>();

    public IReadOnlyList<string> Bases { get; init; } = [];

    /// <summary>Set where an override comes from outside the library (object, Exception): it adds nothing to the surface.</summary>
    public bool OverridesForeignMember { get; init; }

    public static string LastSegment(string type) => type[(type.LastIndexOfAny(['.', '+']) + 1)..];

    /// <summary>Compared by the last name segment; JSON types by what stands for them here.</summary>
    public static string Normalize(string types) =>
        JsonNames().Replace(Namespaces().Replace(types, ""), match => match.Value switch
        {
            "JObject" => "JsonObject",
            "JToken" => "JsonNode",
            _ => "object", // dynamic is object with an attribute
        });

    /// <summary>Splits at the commas that are not inside angle brackets.</summary>
    public static List<string> SplitArguments(string list)
    {
        var parts = new List<string>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i <= list.Length; i++)
        {
            if (i == list.Length || (list[i] == ',' && depth == 0))
            {
                if (list[start..i].Trim() is { Length: > 0 } part)
                {
                    parts.Add(part);
                }

                start = i + 1;
            }
            else
            {
                depth += list[i] switch { '<' => 1, '>' => -1, _ => 0 };
            }
        }

        return parts;
    }

    [GeneratedRegex(@"(?<![\w.])(?:\w+[.+])+(?=\w)")]
    private static partial Regex Namespaces();

    [GeneratedRegex(@"\b(JObject|JToken|dynamic)\b")]
    private static partial Regex JsonNames();
}
