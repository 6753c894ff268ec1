using System.Diagnostics;
using System.Text.Json.Nodes;

namespace HipFaqBot.Bot.Tests.Architecture;

/// <summary>One property of the build says which Bot Builder the bot is made of. Only evaluated, for Microsoft's package need not be at hand.</summary>
public sealed class BotSdkTests
{
    [Fact]
    public async Task Microsofts_package_takes_the_projects_place_with_its_namespaces()
    {
        var items = await EvaluateAsync("-p:BotSdk=Microsoft");

        Assert.Contains("Microsoft.Bot.Builder.Integration.AspNet.Core", Names(items, "PackageReference"));
        Assert.DoesNotContain(Names(items, "ProjectReference"), name => name.Contains("BotBuilder", StringComparison.Ordinal));
        Assert.Superset(
            new HashSet<string>
            {
                "Microsoft.Bot.Builder", "Microsoft.Bot.Builder.Integration.AspNet.Core", "Microsoft.Bot.Connector.Authentication",
                "Microsoft.Bot.Schema", "Microsoft.Bot.Builder.IMiddleware",
            },
            Names(items, "Using"));
        Assert.DoesNotContain(Names(items, "Using"), name => name.StartsWith("HipFaqBot.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_default_is_the_project()
    {
        var items = await EvaluateAsync();

        Assert.DoesNotContain(Names(items, "PackageReference"), name => name.StartsWith("Microsoft.Bot", StringComparison.Ordinal));
        Assert.Contains(Names(items, "ProjectReference"), name => name.EndsWith("HipFaqBot.BotBuilder.csproj", StringComparison.Ordinal));
        Assert.Contains("HipFaqBot.BotBuilder.Schema", Names(items, "Using"));
        Assert.DoesNotContain(Names(items, "Using"), name => name.StartsWith("Microsoft.Bot", StringComparison.Ordinal));
    }

    private static HashSet<string> Names(JsonNode items, string kind) =>
        [.. items["Items"]![kind]!.AsArray().Select(item => (string)item!["Identity"]!)];

    private static async Task<JsonNode> EvaluateAsync(params string[] properties)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            ["msbuild", Repository.Path("src/Bot/HipFaqBot.Bot.csproj"), "-getItem:Using,PackageReference,ProjectReference", .. properties])
        {
            RedirectStandardOutput = true,
        };

        // A test that runs inside a build has that build's settings in its environment.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
        return JsonNode.Parse(output)!;
    }
}
