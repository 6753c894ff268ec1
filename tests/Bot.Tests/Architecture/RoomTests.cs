using System.Reflection;
using System.Xml.Linq;
using HipFaqBot.BotBuilder;
using HipFaqBot.Search.Matching;
using NetArchTest.Rules;

namespace HipFaqBot.Bot.Tests.Architecture;

/// <summary>Who may use whom. Each rule is first shown to see something, for a rule that looks at nothing holds always.</summary>
public sealed class RoomTests
{
    private const string AspNetCore = "Microsoft.AspNetCore";
    private const string Hosting = "HipFaqBot.BotBuilder.Integration.AspNet.Core";

    private static readonly Assembly Search = typeof(Matcher).Assembly;
    private static readonly Assembly BotBuilder = typeof(ActivityHandler).Assembly;
    private static readonly Assembly Bot = typeof(FaqBot).Assembly;

    [Fact]
    public void The_rules_see_what_the_rooms_do_use()
    {
        Assert.NotEmpty(Users(Types.InAssembly(Bot).That().ResideInNamespace("HipFaqBot.Bot.Conversation"), "HipFaqBot.Search.Knowledge.Entry"));
        Assert.NotEmpty(Users(Types.InAssembly(Bot).That().ResideInNamespace("HipFaqBot.Bot"), "HipFaqBot.BotBuilder"));
        Assert.NotEmpty(Users(Types.InAssembly(BotBuilder).That().ResideInNamespace(Hosting), AspNetCore));
        Assert.NotEmpty(Users(Types.InAssembly(Bot).That().ResideInNamespace("HipFaqBot.Bot.Messages"), AspNetCore + ".Http"));
        Assert.NotEmpty(Users(Types.InAssembly(Search).That().ResideInNamespace("HipFaqBot.Search"), "Lucene.Net"));
    }

    [Fact]
    public void Search_knows_nothing_of_bots_and_the_web() =>
        AssertNoUsers(Types.InAssembly(Search).That().ResideInNamespace("HipFaqBot.Search"), "HipFaqBot.BotBuilder", "HipFaqBot.Bot", AspNetCore);

    [Fact]
    public void BotBuilder_knows_nothing_of_hips_and_search() =>
        AssertNoUsers(Types.InAssembly(BotBuilder).That().ResideInNamespace("HipFaqBot.BotBuilder"), "HipFaqBot.Search", "HipFaqBot.Bot", "Lucene.Net");

    [Fact]
    public void Only_the_hosting_of_BotBuilder_touches_the_web() =>
        AssertNoUsers(Types.InAssembly(BotBuilder).That().DoNotResideInNamespace(Hosting), AspNetCore);

    [Fact]
    public void Conversation_never_sees_the_web() =>
        AssertNoUsers(Types.InAssembly(Bot).That().ResideInNamespace("HipFaqBot.Bot.Conversation"), AspNetCore, "System.Net");

    [Fact]
    public void The_bot_itself_never_sees_the_web()
    {
        AssertNoUsers(Types.InAssembly(Bot).That().HaveName(nameof(FaqBot)), AspNetCore, "System.Net");
        AssertNoUsers(Types.InAssembly(Bot).That().HaveName(nameof(TurnRules)), AspNetCore, "System.Net");
    }

    [Fact]
    public void The_channel_never_sees_an_entry()
    {
        var channel = Types.InAssembly(Bot).That().ResideInNamespace("HipFaqBot.Bot.DirectLine");

        Assert.NotEmpty(channel.GetTypes());
        AssertNoUsers(channel, "HipFaqBot.Search.Knowledge", "HipFaqBot.Search.Matching.Match", "HipFaqBot.Search.Matching.Matcher");
    }

    [Theory]
    [InlineData("Search")]
    [InlineData("BotBuilder")]
    [InlineData("Bot", "BotBuilder", "Search")]
    [InlineData("Cli", "Exchange", "Search")]
    [InlineData("Exchange", "Search")]
    public void A_project_refers_only_to_the_rooms_below_it(string project, params string[] allowed)
    {
        var file = Repository.Path($"src/{project}/HipFaqBot.{project}.csproj");
        var imported = project == "Bot" ? XDocument.Load(Repository.Path("src/Bot/BotSdk.props")).Descendants() : [];
        var referred = XDocument.Load(file).Descendants().Concat(imported)
            .Where(element => element.Name.LocalName == "ProjectReference")
            .Select(element => Path.GetFileNameWithoutExtension(((string)element.Attribute("Include")!).Replace('\\', '/'))["HipFaqBot.".Length..]);

        Assert.Empty(referred.Except(allowed));
    }

    private static void AssertNoUsers(PredicateList types, params string[] used)
    {
        Assert.NotEmpty(types.GetTypes());
        Assert.Empty(Users(types, used));
    }

    // Any of the names at once, for a list of predicates keeps what was added to it.
    private static IEnumerable<string?> Users(PredicateList types, params string[] used) =>
        types.And().HaveDependencyOnAny(used).GetTypes().Select(type => type.FullName);
}
