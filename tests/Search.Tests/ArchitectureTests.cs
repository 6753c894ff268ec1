using System.Reflection;
using HipFaqBot.Search.Matching;
using NetArchTest.Rules;

namespace HipFaqBot.Search.Tests;

public sealed class ArchitectureTests
{
    private static readonly Assembly Search = typeof(Matcher).Assembly;

    private static readonly string[] BannedWords =
        ["Intent", "Utterance", "QnA", "Document", "Item", "Data", "Info", "Manager", "Helper", "Util"];

    [Theory]
    [InlineData("HipFaqBot.BotBuilder")]
    [InlineData("HipFaqBot.Bot")]
    [InlineData("HipFaqBot.Cli")]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("Microsoft.Bot")]
    public void It_knows_nothing_of_bots_and_the_web(string other)
    {
        var result = Types.InAssembly(Search).ShouldNot().HaveDependencyOn(other).GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
        Assert.DoesNotContain(Search.GetReferencedAssemblies(), name => name.Name!.StartsWith(other, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("HipFaqBot.Search.Knowledge", "HipFaqBot.Search.Matching")]
    [InlineData("HipFaqBot.Search.Knowledge", "HipFaqBot.Search.Evaluation")]
    [InlineData("HipFaqBot.Search.Knowledge", "Lucene")]
    [InlineData("HipFaqBot.Search.Text", "HipFaqBot.Search.Matching")]
    [InlineData("HipFaqBot.Search.Matching", "HipFaqBot.Search.Evaluation")]
    public void Each_folder_knows_only_those_below_it(string folder, string other)
    {
        var result = Types.InAssembly(Search).That().ResideInNamespace(folder).ShouldNot().HaveDependencyOn(other).GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void No_type_of_a_library_behind_it_appears_at_its_door()
    {
        var named =
            from type in Search.GetExportedTypes()
            from member in type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where IsVisible(member)
            from used in TypesOf(member).Append(type.BaseType!).Concat(type.GetInterfaces())
            where used?.Namespace is { } space && (space.StartsWith("Lucene", StringComparison.Ordinal) || space.StartsWith("J2N", StringComparison.Ordinal) || space.StartsWith("YamlDotNet", StringComparison.Ordinal))
            select $"{type.Name}.{member.Name}: {used}";

        Assert.Empty(named);
    }

    [Fact]
    public void Types_are_named_in_the_projects_own_words()
    {
        var named = Search.GetTypes()
            .Where(type => !type.Name.StartsWith('<') && type.Namespace?.StartsWith("HipFaqBot", StringComparison.Ordinal) == true)
            .Select(type => type.Name.Split('`')[0])
            .Where(name => BannedWords.Any(banned => Words(name).Contains(banned)) || name.EndsWith("Service", StringComparison.Ordinal));

        Assert.Empty(named);
    }

    [Fact]
    public void Classes_are_sealed()
    {
        var result = Types.InAssembly(Search).That().AreClasses().And().AreNotAbstract().And().DoNotHaveNameStartingWith("<").Should().BeSealed().GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    /// <summary>"FaqIndex" is "Faq" and "Index"; "QnAMaker" begins with "QnA", "Database" is not "Data".</summary>
    private static IEnumerable<string> Words(string name)
    {
        var starts = Enumerable.Range(0, name.Length).Where(at => at == 0 || char.IsUpper(name[at])).Append(name.Length).ToArray();
        return from start in starts from end in starts where start < end select name[start..end];
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        _ => false, // Properties and events are seen through their methods, nested types by themselves.
    };

    private static IEnumerable<Type> TypesOf(MemberInfo member)
    {
        IEnumerable<Type> types = member switch
        {
            MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType),
            MethodBase constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
            FieldInfo field => [field.FieldType],
            _ => [],
        };
        return types.SelectMany(Parts);
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Parts).Append(type);
}
