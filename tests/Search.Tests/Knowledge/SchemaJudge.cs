using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HipFaqBot.Search.Tests.Knowledge;

/// <summary>
/// Judges YAML by the part of JSON Schema (draft 7) that the schemas use, and refuses a schema that uses more: nothing that a
/// schema says goes unjudged.
/// </summary>
internal static class SchemaJudge
{
    private static readonly HashSet<string> Notes = ["$schema", "$id", "title", "description", "examples"];

    public static IReadOnlyList<string> Judge(JsonObject schema, JsonNode? node) => [.. Judge(schema, node, "")];

    /// <summary>YAML as editors see it: the core schema of YAML 1.2, in which a date is a text.</summary>
    public static JsonNode? Json(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Json(stream.Documents[0].RootNode);
    }

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, Json(child.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } scalar => JsonValue.Create(scalar.Value == "true"),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when Regex.IsMatch(scalar.Value!, @"^[-+]?(\d+|\d*\.\d+)(e[-+]?\d+)?$") =>
            JsonValue.Create(double.Parse(scalar.Value!, CultureInfo.InvariantCulture)),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new NotSupportedException($"{node.GetType().Name} is not for these files."),
    };

    private static IEnumerable<string> Judge(JsonObject schema, JsonNode? node, string where) =>
        schema.Where(rule => !Notes.Contains(rule.Key)).SelectMany(rule => Judge(rule.Key, rule.Value!, schema, node, where));

    private static IEnumerable<string> Judge(string rule, JsonNode value, JsonObject schema, JsonNode? node, string where) => rule switch
    {
        "type" => Unless((value is JsonArray many ? many : [value.DeepClone()]).Any(type => (string)type! == TypeOf(node)), where, $"is of type {TypeOf(node)}"),
        "enum" => Unless(value.AsArray().Any(one => JsonNode.DeepEquals(one, node)), where, "is none of the values"),
        "not" => Unless(Judge(value.AsObject(), node, where).Any(), where, "is ruled out"),
        "pattern" => Unless(TypeOf(node) != "string" || Regex.IsMatch((string)node!, (string)value!), where, "does not fit the pattern"),
        "minLength" => Unless(TypeOf(node) != "string" || ((string)node!).Length >= (int)value, where, "is too short"),
        "minimum" => Unless(TypeOf(node) != "number" || (double)node! >= (double)value, where, "is too small"),
        "maximum" => Unless(TypeOf(node) != "number" || (double)node! <= (double)value, where, "is too large"),
        "required" => value.AsArray().Where(name => node is JsonObject map && !map.ContainsKey((string)name!)).Select(name => $"{where}/{name} is missing"),
        "items" => node is JsonArray list ? list.SelectMany((item, index) => Judge(value.AsObject(), item, $"{where}/{index}")) : [],
        "properties" => node is JsonObject map
            ? map.Where(field => value[field.Key] is not null).SelectMany(field => Judge(value[field.Key]!.AsObject(), field.Value, $"{where}/{field.Key}"))
            : [],
        "additionalProperties" => Others(schema, node).SelectMany(field => value is JsonObject other
            ? Judge(other, field.Value, $"{where}/{field.Key}")
            : Unless((bool)value, $"{where}/{field.Key}", "is not known")),
        "propertyNames" => node is JsonObject named
            ? named.SelectMany(field => Judge(value.AsObject(), JsonValue.Create(field.Key), $"{where}/{field.Key}"))
            : [],
        _ => throw new NotSupportedException($"The schema uses '{rule}', which is not judged."),
    };

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Others(JsonObject schema, JsonNode? node) =>
        node is JsonObject map ? map.Where(field => schema["properties"]?[field.Key] is null) : [];

    private static IEnumerable<string> Unless(bool fine, string where, string problem) => fine ? [] : [$"{where} {problem}"];

    private static string TypeOf(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        _ => node.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => "string",
            System.Text.Json.JsonValueKind.Number => "number",
            _ => "boolean",
        },
    };
}
