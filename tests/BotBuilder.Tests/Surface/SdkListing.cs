using System.Text.RegularExpressions;

namespace HipFaqBot.BotBuilder.Tests.Surface;

/// <summary>The SDK's public and protected API, read from <c>Recorded/sdk-api.txt</c>, whose header describes the format.</summary>
internal sealed partial class SdkListing
{
    private readonly Dictionary<string, ApiMember> _types;
    private readonly ILookup<string, ApiMember> _members;
    private readonly ILookup<string, string> _typesByLastName;

    private SdkListing(IEnumerable<string> lines)
    {
        var all = lines.Where(line => line.Length > 0 && line[0] != '#').Select(Parse).ToList();
        _types = all.Where(member => member.Kind == 'T').ToDictionary(member => member.Type);
        _members = all.Where(member => member.Kind != 'T').ToLookup(member => member.Type);
        _typesByLastName = _types.Keys.ToLookup(ApiMember.LastSegment);
    }

    public static SdkListing Load() => new(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Recorded", "sdk-api.txt")));

    public ApiMember? FindType(string type) => _types.GetValueOrDefault(type);

    public IEnumerable<ApiMember> MembersOf(string type) => _members[type];

    public IEnumerable<ApiMember> TypesNamed(string lastName) => _typesByLastName[lastName].Select(name => _types[name]);

    /// <summary>The type itself, then what it derives from or implements, as far as the listing goes.</summary>
    public IEnumerable<string> WithBases(string type)
    {
        var seen = new HashSet<string> { type };
        var open = new Queue<string>(seen);
        while (open.TryDequeue(out var next))
        {
            yield return next;
            foreach (var found in BaseNames(next).SelectMany(name => _typesByLastName[name]).Where(seen.Add))
            {
                open.Enqueue(found);
            }
        }
    }

    /// <summary>Names (last segments) of all bases and interfaces, also those that are not in the listing.</summary>
    public IEnumerable<string> AllBaseNames(string type) => WithBases(type).SelectMany(BaseNames).Distinct();

    private IEnumerable<string> BaseNames(string type) =>
        _types.TryGetValue(type, out var found) ? found.Bases.Select(WithArity) : [];

    // A base is written with its arguments, ITurnContext<T>, and named by their number, ITurnContext`1.
    private static string WithArity(string written)
    {
        var open = written.IndexOf('<', StringComparison.Ordinal);
        return open < 0 ? written : $"{written[..open]}`{ApiMember.SplitArguments(written[(open + 1)..^1]).Count}";
    }

    private static ApiMember Parse(string line)
    {
        var kind = line[0];
        var rest = line[2..];
        var names = Value(NamesSuffix(), rest);
        var where = Value(WhereSuffix(), rest);
        var typeParameters = Value(TypeParametersSuffix(), rest);
        var constant = kind == 'F' ? Value(Constant(), rest) : "";
        var withoutConstant = constant.Length > 0 ? rest.Replace(" = " + constant, "", StringComparison.Ordinal) : rest;
        var modifiers = Value(ModifierList(), withoutConstant).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var core = Tail().Replace(withoutConstant, "");
        if (kind == 'T')
        {
            var declaration = TypeDeclaration().Match(core);
            var bases = declaration.Groups["bases"].Value;
            return new ApiMember(kind, declaration.Groups["name"].Value, "", declaration.Groups["kind"].Value, line)
            {
                Bases = declaration.Groups["kind"].Value == "delegate" ? [] : [.. ApiMember.SplitArguments(bases).Select(ApiMember.Normalize)],
                Modifiers = modifiers.ToHashSet(),
                Names = names,
                Constraints = where,
                TypeParameters = typeParameters,
                Signature = declaration.Groups["kind"].Value == "delegate" ? ApiMember.Normalize(declaration.Groups["signature"].Value) : "",
            };
        }

        var end = core.IndexOfAny(['(', '<', ' ', '[']);
        var path = core[..(end < 0 ? core.Length : end)];
        var dot = path.EndsWith("..ctor", StringComparison.Ordinal) ? path.Length - "..ctor".Length : path.LastIndexOf('.');
        return new ApiMember(kind, path[..dot], path[(dot + 1)..], "", line)
        {
            Signature = ApiMember.Normalize(core[path.Length..]) + (constant.Length > 0 ? " = " + constant : ""),
            Modifiers = modifiers.ToHashSet(),
            Names = names,
            Constraints = where,
        };
    }

    private static string Value(Regex pattern, string text) => pattern.Match(text) is { Success: true } match ? match.Groups["v"].Value : "";

    [GeneratedRegex(@" names=(?<v>\S+)")]
    private static partial Regex NamesSuffix();

    [GeneratedRegex(@" where=(?<v>\S+)")]
    private static partial Regex WhereSuffix();

    [GeneratedRegex(@" typeparams=(?<v>\S+)")]
    private static partial Regex TypeParametersSuffix();

    [GeneratedRegex(@" = (?<v>""(?:[^""\\]|\\.)*""|\S+)")]
    private static partial Regex Constant();

    [GeneratedRegex(@" \[(?<v>[a-z ]+)\]")]
    private static partial Regex ModifierList();

    // Everything after the signature: modifiers and suffixes.
    [GeneratedRegex(@"( \[[a-z ]+\]| (names|where|typeparams|json\w*|value|obsolete|implicit|flags|jsonignore)\b.*)+$")]
    private static partial Regex Tail();

    [GeneratedRegex(@"^(?<kind>(?:(?:abstract|sealed|static) )?\w+) (?<name>[\w.+`]+)(?<signature>\(.*)?(?: : (?<bases>.*))?$")]
    private static partial Regex TypeDeclaration();
}
