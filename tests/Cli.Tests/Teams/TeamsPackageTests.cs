using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using HipFaqBot.Cli.Teams;

namespace HipFaqBot.Cli.Tests.Teams;

public sealed class TeamsPackageTests : IDisposable
{
    private const string AppId = "6f4a1f0e-7a7e-4c0a-9d3b-0a4b6f2f9d11";
    private const string Domain = "hips.clinic.example";

    private readonly KnowledgeFolder _folder = new();
    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("hipfaq-teams-");

    private string Out => Path.Combine(_work.FullName, "app.zip");

    public void Dispose()
    {
        _folder.Dispose();
        _work.Delete(recursive: true);
    }

    [Fact]
    public void The_package_holds_a_filled_manifest_and_both_icons_at_its_root()
    {
        var run = Run();

        Assert.Equal((0, ""), (run.Exit, run.Error));
        using var zip = ZipFile.OpenRead(Out);
        Assert.Equal(["manifest.json", "color.png", "outline.png"], zip.Entries.Select(entry => entry.FullName));
        var manifest = Manifest();
        Assert.DoesNotContain("${{", manifest.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(AppId, (string?)manifest["id"]);
        Assert.Equal(AppId, (string?)manifest["bots"]![0]!["botId"]);
        Assert.Equal(AppId, (string?)manifest["composeExtensions"]![0]!["botId"]);
        Assert.Equal((AppId, "bot"), ((string?)manifest["copilotAgents"]!["customEngineAgents"]![0]!["id"], (string?)manifest["copilotAgents"]!["customEngineAgents"]![0]!["type"]));
        Assert.Equal([Domain], manifest["validDomains"]!.AsArray().Select(domain => (string?)domain));
        Assert.Equal($"https://{Domain}/faq", (string?)manifest["developer"]!["privacyUrl"]);
    }

    [Fact]
    public void The_words_on_it_are_the_clinics()
    {
        var run = Run("--name", "Hüfte \"A\"", "--developer", "Ex ample", "--privacy-url", "https://clinic.example/privacy", "--terms-url", "https://clinic.example/terms", "--app-version", "2.0.1");

        Assert.Equal(0, run.Exit);
        var manifest = Manifest();
        Assert.Equal("Hüfte \"A\"", (string?)manifest["name"]!["short"]);
        Assert.Equal("Hüfte \"A\": common questions about hip pain", (string?)manifest["name"]!["full"]);
        Assert.Equal("2.0.1", (string?)manifest["version"]);
        Assert.Equal(("Ex ample", "https://clinic.example/privacy", "https://clinic.example/terms"),
            ((string?)manifest["developer"]!["name"], (string?)manifest["developer"]!["privacyUrl"], (string?)manifest["developer"]!["termsOfUseUrl"]));
    }

    [Fact]
    public void The_same_input_makes_the_same_file()
    {
        _ = Run();
        var first = File.ReadAllBytes(Out);
        _ = Run();

        Assert.Equal(first, File.ReadAllBytes(Out));
    }

    [Theory]
    [InlineData("no-guid", Domain, "'no-guid' is no app id")]
    [InlineData("{6f4a1f0e-7a7e-4c0a-9d3b-0a4b6f2f9d11}", Domain, "is no app id")]
    [InlineData("00000000-0000-0000-0000-000000000000", Domain, "is no app id")]
    [InlineData(AppId, "https://hips.clinic.example", "'https://hips.clinic.example' is no host name")]
    [InlineData(AppId, "hips.clinic.example/path", "is no host name")]
    [InlineData(AppId, "hips.clinic.example:8443", "is no host name")]
    [InlineData(AppId, "localhost", "is no host name")]
    [InlineData(AppId, "192.0.2.7", "is no host name")]
    [InlineData(AppId, "*.clinic.example", "is no host name")]
    public void A_wrong_app_id_or_domain_is_said_with_its_cure(string appId, string domain, string said)
    {
        var run = HipFaq.Run(_folder, "teams-package", "--app-id", appId, "--domain", domain, "--out", Out);

        Assert.Equal(2, run.Exit);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Out));
    }

    [Theory]
    [InlineData("--name", "A name that is by far too long for Teams")]
    [InlineData("--name", " ")]
    [InlineData("--developer", "A developer whose name is far too long")]
    [InlineData("--privacy-url", "http://clinic.example/privacy")]
    [InlineData("--terms-url", "clinic.example")]
    [InlineData("--app-version", "one")]
    [InlineData("--app-version", "1.0")]
    [InlineData("--template", "no-such-folder")]
    public void Other_wrong_options_are_bad_usage(string option, string value)
    {
        var run = Run(option, value);

        Assert.Equal(2, run.Exit);
        Assert.StartsWith("hipfaq: ", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Out));
    }

    [Theory]
    [InlineData("\"groupChat\"", "\"groupchat\"", "manifest.json: bots[0].scopes[2] is none of team, personal, groupChat, copilot")]
    [InlineData("\"accentColor\": \"#0B6E69\"", "\"accentColor\": \"teal\"", "manifest.json: accentColor does not have the form")]
    [InlineData("\"permissions\":", "\"permission\":", "manifest.json: permission is not known to Teams")]
    [InlineData("\"description\": \"Everyone here can read the answer\"", "\"note\": \"\"", "bots[0].commandLists[1].commands[0]")]
    [InlineData("${{DOMAIN}}", "${{HOST}}", "placeholders that nothing fills: HOST")]
    [InlineData("\"$schema\"", "$schema", "manifest.json is no JSON object")]
    public void What_Teams_would_refuse_is_said_with_its_place(string old, string replacement, string said)
    {
        var template = Template();
        var manifest = Path.Combine(template, "manifest.json");
        var text = File.ReadAllText(manifest);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(manifest, text.Replace(old, replacement, StringComparison.Ordinal));

        var run = Run("--template", template);

        Assert.Equal(1, run.Exit);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Out));
    }

    [Theory]
    [InlineData("color.png", 96, "color.png is 96 × 96 pixels (Teams takes 192 × 192).")]
    [InlineData("outline.png", 192, "outline.png is 192 × 192 pixels (Teams takes 32 × 32).")]
    [InlineData("color.png", 0, "color.png is no PNG picture")]
    [InlineData("outline.png", -1, "outline.png is missing")]
    public void An_icon_of_another_size_is_refused(string icon, int pixels, string said)
    {
        var template = Template();
        var file = Path.Combine(template, icon);
        if (pixels < 0)
        {
            File.Delete(file);
        }
        else
        {
            var picture = File.ReadAllBytes(file);
            BinaryPrimitives.WriteInt32BigEndian(picture.AsSpan(16), pixels);
            BinaryPrimitives.WriteInt32BigEndian(picture.AsSpan(20), pixels);
            File.WriteAllBytes(file, pixels == 0 ? Encoding.ASCII.GetBytes("GIF89a, and no picture of ours") : picture);
        }

        var run = Run("--template", template);

        Assert.Equal(1, run.Exit);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_translation_beside_the_manifest_is_packed_and_named()
    {
        var template = Template();
        File.WriteAllText(Path.Combine(template, "strings.de.json"), """
            {"name.short":"Hüft-FAQ","description.short":"Antworten zu Hüftschmerzen","description.full":"Antworten zu Hüftschmerzen, mit Quellen",
             "bots[0].commandLists[0].commands[0].title":"Soll ich weitergehen?"}
            """);

        Assert.Equal(0, Run("--template", template).Exit);

        var language = Assert.Single(Manifest()["localizationInfo"]!["additionalLanguages"]!.AsArray())!;
        Assert.Equal(("de", "strings.de.json"), ((string?)language["languageTag"], (string?)language["file"]));
        using var zip = ZipFile.OpenRead(Out);
        Assert.NotNull(zip.GetEntry("strings.de.json"));
    }

    [Fact]
    public void A_translation_that_Teams_would_refuse_is_said()
    {
        var template = Template();
        File.WriteAllText(Path.Combine(template, "strings.de.json"), """{"name.shrt":"Hüft-FAQ"}""");

        var run = Run("--template", template);

        Assert.Equal(1, run.Exit);
        Assert.Contains("strings.de.json: name.shrt is not known to Teams", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_conversation_starter_is_answered()
    {
        Search.Tests.Learned.PutInto(_folder.Data, Shipped.Knowledge);
        Assert.Equal(0, Run().Exit);
        var lists = Manifest()["bots"]![0]!["commandLists"]!.AsArray();
        var starters = lists.SelectMany(list => list!["commands"]!.AsArray()).Select(command => (string)command!["title"]!).Distinct().ToList();

        Assert.Equal(["copilot", "groupChat", "personal", "team"], lists.SelectMany(list => list!["scopes"]!.AsArray()).Select(scope => (string?)scope).Order());
        Assert.InRange(starters.Count, 3, 12);
        Assert.All(starters, starter => Assert.Equal("answer", HipFaq.Run(_folder, "ask", starter, "--kb", Shipped.Knowledge, "--json").Json().GetProperty("decision").GetString()));
    }

    private HipFaq Run(params string[] more) =>
        HipFaq.Run(_folder, ["teams-package", "--app-id", AppId, "--domain", Domain, "--out", Out, .. more]);

    private JsonObject Manifest()
    {
        using var zip = ZipFile.OpenRead(Out);
        using var stream = zip.GetEntry("manifest.json")!.Open();
        return JsonNode.Parse(stream)!.AsObject();
    }

    /// <summary>A copy of the template that comes with the program.</summary>
    private string Template()
    {
        var copy = _work.CreateSubdirectory("template").FullName;
        foreach (var file in new[] { "manifest.json", "color.png", "outline.png" })
        {
            File.Copy(Path.Combine(new TeamsTemplate(null).Folder, file), Path.Combine(copy, file), overwrite: true);
        }

        return copy;
    }
}
