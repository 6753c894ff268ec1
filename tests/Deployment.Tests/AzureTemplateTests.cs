using System.Text.Json;
using System.Text.Json.Nodes;

namespace HipFaqBot.Deployment.Tests;

public sealed class AzureTemplateTests
{
    [Fact]
    public async Task The_json_beside_the_template_is_a_fresh_build()
    {
        var built = await Bicep.RunAsync("build", "main.bicep", "--stdout");

        var committed = await File.ReadAllTextAsync(Path.Combine(Bicep.Folder, "main.json"));
        Assert.Equal(committed.ReplaceLineEndings("\n").Trim(), built.ReplaceLineEndings("\n").Trim());
    }

    [Fact]
    public async Task The_linter_has_nothing_to_say()
    {
        var findings = JsonNode.Parse(await Bicep.RunAsync("lint", "main.bicep", "--diagnostics-format", "sarif"))!["runs"]![0]!["results"]!.AsArray();

        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("small.bicepparam", "B1", "F0")]
    [InlineData("large.bicepparam", "P1v3", "S1")]
    public async Task Each_size_becomes_one_web_app_and_one_bot(string parameters, string plan, string bot)
    {
        var resources = await ResolveAsync(parameters);

        Assert.Equal(plan, Of(resources, "Microsoft.Web/serverfarms").GetProperty("sku").GetProperty("name").GetString());
        Assert.Equal(1, Of(resources, "Microsoft.Web/serverfarms").GetProperty("sku").GetProperty("capacity").GetInt32());
        Assert.Equal(bot, Of(resources, "Microsoft.BotService/botServices").GetProperty("sku").GetProperty("name").GetString());
        Assert.Equal(3, resources.Count(resource => resource.GetProperty("type").GetString() == "Microsoft.BotService/botServices/channels"));
    }

    [Theory]
    [InlineData("small.bicepparam")]
    [InlineData("large.bicepparam")]
    public async Task The_web_app_is_set_up_for_what_the_service_needs(string parameters)
    {
        var web = Of(await ResolveAsync(parameters), "Microsoft.Web/sites").GetProperty("properties");

        Assert.True(web.GetProperty("httpsOnly").GetBoolean());
        Assert.False(web.GetProperty("clientAffinityEnabled").GetBoolean());
        var site = web.GetProperty("siteConfig");
        Assert.Equal("DOTNETCORE|10.0", site.GetProperty("linuxFxVersion").GetString());
        Assert.Equal("/readyz", site.GetProperty("healthCheckPath").GetString());
        Assert.True(site.GetProperty("alwaysOn").GetBoolean());
        Assert.True(site.GetProperty("webSocketsEnabled").GetBoolean());
        var settings = site.GetProperty("appSettings").EnumerateArray()
            .ToDictionary(setting => setting.GetProperty("name").GetString()!, setting => setting.GetProperty("value").ToString());
        Assert.Equal("UserAssignedMSI", settings["MicrosoftAppType"]);
        Assert.Equal("", settings["MicrosoftAppPassword"]);
        Assert.StartsWith("/home/", settings["Data__Folder"], StringComparison.Ordinal);
        Assert.StartsWith("https://", settings["PublicUrl"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allowed_sites_reach_the_widget_and_bind_direct_line_tokens()
    {
        var resources = await ResolveAsync("large.bicepparam");

        var settings = Of(resources, "Microsoft.Web/sites").GetProperty("properties").GetProperty("siteConfig").GetProperty("appSettings").EnumerateArray();
        Assert.Contains(settings, setting => setting.GetProperty("name").GetString() == "Widget__AllowedSites__0" && setting.GetProperty("value").GetString() == "https://www.clinic.example");
        var directLine = resources.Single(resource => resource.GetProperty("name").GetString()!.EndsWith("/DirectLineChannel", StringComparison.Ordinal));
        var site = directLine.GetProperty("properties").GetProperty("properties").GetProperty("sites")[0];
        Assert.True(site.GetProperty("isSecureSiteEnabled").GetBoolean());
        Assert.Equal("https://www.clinic.example", site.GetProperty("trustedOrigins")[0].GetString());
    }

    /// <summary>The resources that a deployment would make, with parameters and conditions worked out by the compiler.</summary>
    private static async Task<List<JsonElement>> ResolveAsync(string parameters)
    {
        // The compiler writes a snapshot beside the parameters, so it works on a copy.
        var folder = Directory.CreateTempSubdirectory("hipfaq-azure-").FullName;
        try
        {
            foreach (var file in Directory.EnumerateFiles(Bicep.Folder, "*.bicep*"))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            await Bicep.RunAsync(
                "snapshot", Path.Combine(folder, parameters), "--subscription-id", Guid.Empty.ToString(), "--resource-group", "clinic",
                "--tenant-id", "11111111-1111-1111-1111-111111111111", "--location", "uksouth");
            var snapshot = await File.ReadAllTextAsync(Path.Combine(folder, Path.ChangeExtension(parameters, ".snapshot.json")));
            using var json = JsonDocument.Parse(snapshot);
            return [.. json.RootElement.GetProperty("predictedResources").EnumerateArray().Select(resource => resource.Clone())];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static JsonElement Of(List<JsonElement> resources, string type) => resources.Single(resource => resource.GetProperty("type").GetString() == type);
}
