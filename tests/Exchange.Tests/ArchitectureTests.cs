using System.Reflection;
using HipFaqBot.Exchange.Importing;

namespace HipFaqBot.Exchange.Tests;

public sealed class ArchitectureTests
{
    private static readonly Assembly Exchange = typeof(Importer).Assembly;

    [Fact]
    public void It_knows_the_knowledge_and_nothing_of_bots_and_the_web()
    {
        var used = Exchange.GetReferencedAssemblies().Select(name => name.Name!).ToList();

        Assert.Equal(["HipFaqBot.Search"], used.Where(name => name.StartsWith("HipFaqBot", StringComparison.Ordinal)));
        Assert.DoesNotContain(used, name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Lucene", StringComparison.Ordinal));
    }

    [Fact]
    public void Its_door_is_the_importer_the_exporter_and_what_they_report() =>
        Assert.Equal(
            ["ChangeKind", "Exporter", "ImportChange", "ImportReport", "Importer", "Unplaced"],
            Exchange.GetExportedTypes().Select(type => type.Name).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Bot")]
    [InlineData("Search")]
    [InlineData("BotBuilder")]
    public void No_room_but_the_command_line_carries_its_parsers(string room)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "HipFaqBot.sln")))
        {
            root = root.Parent!;
        }

        Assert.DoesNotContain("Exchange", File.ReadAllText(Path.Combine(root.FullName, "src", room, $"HipFaqBot.{room}.csproj")), StringComparison.Ordinal);
    }
}
