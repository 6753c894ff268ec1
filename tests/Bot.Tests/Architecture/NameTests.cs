using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Bot.Tests.Architecture;

/// <summary>Words and types that the service's own code does without.</summary>
public sealed partial class NameTests
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string[] BannedWords =
        ["Intent", "Utterance", "Document", "Item", "Data", "Info", "Manager", "Helper", "Util", "Utils"];

    private static readonly Type[] JsonTypes =
        [typeof(JsonElement), typeof(JsonDocument), typeof(JsonNode), typeof(JsonObject), typeof(JsonArray), typeof(JsonValue)];

    [Fact]
    public void No_type_is_named_by_a_word_that_says_nothing()
    {
        var names = new[] { typeof(FaqBot).Assembly, typeof(Matcher).Assembly }.SelectMany(OwnTypes).Select(type => type.Name.Split('`')[0]);

        Assert.DoesNotContain(names, name => Words().Matches(name).Any(word => BannedWords.Contains(word.Value))
            || name.Contains("QnA", StringComparison.Ordinal) || name.EndsWith("Service", StringComparison.Ordinal));
    }

    [Fact]
    public void No_signature_outside_the_channel_names_a_JSON_type()
    {
        var types = OwnTypes(typeof(FaqBot).Assembly).Where(type => type.Namespace is not "HipFaqBot.Bot.DirectLine").ToList();
        var named = types.SelectMany(type => type.GetMembers(All).Prepend(type))
            .Where(member => Named(member).SelectMany(Parts).Any(JsonTypes.Contains))
            .Select(member => $"{member.DeclaringType?.FullName}.{member.Name}");

        Assert.Contains(typeof(FaqBot), types);
        Assert.Empty(named);
    }

    [Fact]
    public void The_look_at_signatures_sees_private_members_and_type_arguments()
    {
        var members = typeof(Example).GetMembers(All).Where(member => Named(member).SelectMany(Parts).Any(JsonTypes.Contains));

        Assert.Equal(["Method", "Nested", "_field"], members.Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_bots_sources_name_neither_Bot_Builder_outright()
    {
        var sources = Directory.EnumerateFiles(Repository.Path("src/Bot"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !GeneratedFolder().IsMatch(file)).ToList();

        Assert.NotEmpty(sources);
        Assert.DoesNotContain(sources, file => BuilderName().IsMatch(File.ReadAllText(file)));
    }

    private static IEnumerable<Type> OwnTypes(Assembly assembly) => assembly.GetTypes()
        .Where(type => !type.Name.Contains('<') && !type.IsDefined(typeof(CompilerGeneratedAttribute))
            && type.Namespace?.StartsWith("HipFaqBot", StringComparison.Ordinal) == true);

    private static IEnumerable<Type> Named(MemberInfo member) => member switch
    {
        Type type => [.. type.GetInterfaces(), type.BaseType ?? typeof(object)],
        FieldInfo field => [field.FieldType],
        PropertyInfo property => [property.PropertyType],
        EventInfo raised => [raised.EventHandlerType!],
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType),
        _ => [],
    };

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Prepend(type)
        : [type];

    [GeneratedRegex("[A-Z][a-z]*")]
    private static partial Regex Words();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex GeneratedFolder();

    [GeneratedRegex(@"HipFaqBot\.BotBuilder|Microsoft\.Bot\b")]
    private static partial Regex BuilderName();

#pragma warning disable CA1823, CS0169, IDE0051 // looked at by reflection only
    private sealed class Example
    {
        private readonly List<JsonNode?[]> _field = [];

        public static int Fine => 1;

        private static Task<JsonElement> Method() => Task.FromResult(default(JsonElement));

        private static void Nested(ref Dictionary<string, JsonObject> members) => members.Clear();
    }
#pragma warning restore CA1823, CS0169, IDE0051
}
