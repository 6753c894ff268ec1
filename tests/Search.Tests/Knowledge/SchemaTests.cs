using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Knowledge.Checks;

namespace HipFaqBot.Search.Tests.Knowledge;

/// <summary>
/// The schemas by which VS Code completes and underlines, held in step with the reader: what one knows, wants and takes, the
/// other does. What the reader knows is taken from its own words on a field that is none.
/// </summary>
public sealed partial class SchemaTests
{
    private const string Stranger = "strangerToAll";

    private static readonly Kind[] Kinds =
    [
        new("entry", "", Stranger + ": 1", ReadEntry),
        new("site", "", Stranger + ": 1", ReadSite),
        new("site", "properties/contacts", "name: x\ncontacts: {strangerToAll: 1}", ReadSite),
        new("site", "properties/services", "name: x\nservices: {strangerToAll: 1}", ReadSite),
        new("site", "properties/numbers/additionalProperties/additionalProperties", "name: x\nnumbers: {GB: {name: y, emergency: {strangerToAll: 1, page: 'https://z'}}}", ReadNumber),
        new("site", "properties/thresholds", "name: x\nthresholds: {strangerToAll: 1}", ReadSite),
        new("site", "properties/texts", "name: x\ntexts: {strangerToAll: 1}", ReadSite),
        new("sources", "additionalProperties", "KEY: {strangerToAll: 1}", ReadSources),
        new("glossary", "", Stranger + ": 1", ReadGlossary),
    ];

    public static TheoryData<int> AllKinds => [.. Enumerable.Range(0, Kinds.Length)];

    public static TheoryData<string> YamlFiles =>
        [.. Directory.EnumerateFiles(ShippedKnowledge.Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Schema_and_reader_know_the_same_names_and_want_the_same(int index)
    {
        var kind = Kinds[index];
        var schema = kind.Schema();
        var problems = kind.Read(kind.Text);

        var unknown = Assert.Single(problems, problem => problem.Rule == "unknown-field");
        Assert.Equal(Names(schema["properties"]), Known().Match(unknown.Message).Groups[1].Value.Split(", "));
        Assert.Equal(
            (schema["required"]?.AsArray().Select(name => (string)name!) ?? []).Order(StringComparer.Ordinal),
            problems.Where(problem => problem.Rule == "missing-field").Select(problem => Missing().Match(problem.Message).Groups[1].Value).Order(StringComparer.Ordinal));
        Assert.False((bool)schema["additionalProperties"]!);
        Assert.All(schema["properties"]!.AsObject(), property => Assert.NotNull(property.Value!["description"]));
    }

    [Fact]
    public void Schema_and_reader_take_null_for_the_same_names()
    {
        foreach (var (name, schema) in Kinds[0].Schema()["properties"]!.AsObject())
        {
            Assert.Equal((name, MayBeNull(schema!)), (name, ReadEntry(EntryWith(name, "null")).Count == 0));
        }

        foreach (var (name, schema) in Kinds[1].Schema()["properties"]!.AsObject())
        {
            Assert.Equal((name, MayBeNull(schema!)), (name, ReadSite(name == "name" ? "name: null" : $"name: x\n{name}: null").Count == 0));
        }
    }

    [Fact]
    public void Schema_and_reader_know_the_same_purposes_of_a_number()
    {
        var names = LoadSchema("site")["properties"]!["numbers"]!["additionalProperties"]!["propertyNames"]!["enum"]!.AsArray().Select(name => (string)name!);

        Assert.Equal(names.Order(StringComparer.Ordinal), SiteNumbersTable.Purposes.Select(purpose => purpose.Name).Append("name").Order(StringComparer.Ordinal));
        Assert.Contains("'fire' is no known field", Assert.Single(ReadSite("name: x\nnumbers: {GB: {name: y, fire: {phone: 1}}}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_and_reader_take_the_same_statuses()
    {
        var statuses = Kinds[0].Schema()["properties"]!["status"]!["enum"]!.AsArray().Select(status => (string?)status ?? "null").ToList();

        Assert.Equal(["published", "draft", "null"], statuses);
        Assert.All(statuses, status => Assert.Empty(ReadEntry(EntryWith("status", status))));
        Assert.Contains("write published or draft", Assert.Single(ReadEntry(EntryWith("status", "live"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_and_reader_refuse_the_same_sources()
    {
        var refused = LoadSchema("sources")["propertyNames"]!["not"]!["enum"]!.AsArray().Select(key => (string)key!).ToList();

        Assert.Equal(["SEED", "MEM", "CLINIC"], refused);
        Assert.All(refused, key => Assert.Equal("uncitable-source", Assert.Single(ReadSources(KnowledgeFolder.Source(key))).Rule));
    }

    [Theory]
    [MemberData(nameof(YamlFiles))]
    public void A_shipped_file_names_its_schema_first_and_keeps_to_it(string name)
    {
        var text = File.ReadAllText(Path.Combine(ShippedKnowledge.Folder, $"{name}.yaml"));

        Assert.StartsWith($"# yaml-language-server: $schema=schema/{name}.schema.json\n", text, StringComparison.Ordinal);
        Assert.Empty(SchemaJudge.Judge(LoadSchema(name), SchemaJudge.Json(text)));
    }

    [Fact]
    public void Every_shipped_entry_keeps_to_its_schema()
    {
        var schema = LoadSchema("entry");
        var files = Directory.GetFiles(Path.Combine(ShippedKnowledge.Folder, "entries"), "*.md", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => SchemaJudge.Judge(schema, SchemaJudge.Json(File.ReadAllText(file).Split("---\n")[1])).Select(problem => $"{file}: {problem}")));
    }

    [Theory]
    [InlineData("site", "name: x\ncolour: red", "colour")]
    [InlineData("site", "region: GB", "name")]
    [InlineData("site", "name: x\nregion: England", "region")]
    [InlineData("site", "name: x\nthresholds: {answer: 50}", "answer")]
    [InlineData("site", "name: x\nthresholds: {answer: 50%}", "answer")]
    [InlineData("site", "name: x\ncontacts: 123", "contacts")]
    [InlineData("sources", "SEED: {title: a, publisher: b, url: 'https://c', date: '1', licence: d}", "SEED")]
    [InlineData("sources", "KEY: {title: a, publisher: b, url: example.org, date: '1', licence: d}", "url")]
    [InlineData("sources", "KEY: {title: a, publisher: b, url: 'https://c', date: '1'}", "licence")]
    [InlineData("glossary", "terms: {bursa: [a, b]}", "bursa")]
    [InlineData("entry", "id: Rest\nquestion: q\ncategory: c\nreviewed: 2026-11-23", "id")]
    [InlineData("entry", "id: rest\nquestion: q\ncategory: c\nreviewed: 1 Nov 2026", "reviewed")]
    [InlineData("entry", "id: rest\nquestion: q\ncategory: c\nreviewed: 2026-11-23\nstatus: live", "status")]
    [InlineData("entry", "id: rest\nquestion: q\ncategory: c\nreviewed: 2026-11-23\nrelated: walk", "related")]
    public void A_mistake_is_underlined(string schema, string yaml, string where) =>
        Assert.Contains(where, Assert.Single(SchemaJudge.Judge(LoadSchema(schema), SchemaJudge.Json(yaml))), StringComparison.Ordinal);

    private static bool MayBeNull(JsonNode schema) =>
        schema["enum"] is JsonArray values ? values.Contains(null) : schema["type"] is JsonArray types && types.Any(type => (string)type! == "null");

    private static string EntryWith(string name, string value)
    {
        var fields = new Dictionary<string, string> { ["id"] = "rest", ["question"] = "Rest?", ["category"] = "care", ["reviewed"] = "2026-11-23" };
        fields[name] = value;
        return string.Join('\n', fields.Select(field => $"{field.Key}: {field.Value}"));
    }

    private static IReadOnlyList<KnowledgeProblem> ReadEntry(string yaml) =>
        Problems(problems => EntryFile.Parse(KnowledgeFolder.Rest, $"---\n{yaml}\n---\nAn answer.\n", null, problems));

    private static IReadOnlyList<KnowledgeProblem> ReadSite(string yaml) => Problems(problems => SiteFile.Parse(yaml, problems));

    /// <summary>The page that the text must have, or it would be no address, counts as missing as well.</summary>
    private static IReadOnlyList<KnowledgeProblem> ReadNumber(string yaml) =>
        [.. ReadSite(yaml), .. ReadSite(yaml.Replace(", page: 'https://z'", "", StringComparison.Ordinal)).Where(problem => problem.Message.StartsWith("'page' is missing", StringComparison.Ordinal))];

    private static IReadOnlyList<KnowledgeProblem> ReadSources(string yaml) => Problems(problems => SourcesFile.Parse(yaml, problems));

    private static IReadOnlyList<KnowledgeProblem> ReadGlossary(string yaml) => Problems(problems => Glossary.Parse(yaml, problems));

    private static IReadOnlyList<KnowledgeProblem> Problems(Action<ProblemList> read)
    {
        var problems = new ProblemList();
        read(problems);
        return problems.Sorted();
    }

    private static IEnumerable<string> Names(JsonNode? properties) => properties!.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal);

    private static JsonObject LoadSchema(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(ShippedKnowledge.Folder, "schema", $"{name}.schema.json")))!.AsObject();

    [GeneratedRegex(@"known are: (.+)\)\.$")]
    private static partial Regex Known();

    [GeneratedRegex("^'(.+)' is missing")]
    private static partial Regex Missing();

    /// <param name="Path">Where in the schema file the object's own schema stands.</param>
    /// <param name="Text">A file in which that object has nothing but a field that is none.</param>
    private sealed record Kind(string Name, string Path, string Text, Func<string, IReadOnlyList<KnowledgeProblem>> Read)
    {
        public JsonObject Schema() =>
            Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(LoadSchema(Name), (schema, step) => schema[step]!.AsObject());
    }
}
