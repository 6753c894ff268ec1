using System.Diagnostics;

namespace HipFaqBot.Bot.Tests;

/// <summary>The built program, started as an operator starts it.</summary>
public sealed class StartTests : IDisposable
{
    private readonly KnowledgeCopy _knowledge = new();

    public void Dispose() => _knowledge.Dispose();

    [Fact]
    public async Task A_missing_folder_ends_the_start_with_the_folder_and_the_cure()
    {
        var missing = Path.Combine(_knowledge.Folder, "no-such-folder");

        var error = await FailsAsync(missing);

        Assert.Contains($"{missing}:0: error: There is no such knowledge folder (set Knowledge:Folder", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_folder_ends_the_start_with_the_files_that_it_needs()
    {
        var empty = Directory.CreateDirectory(Path.Combine(_knowledge.DataFolder, "empty")).FullName;

        var error = await FailsAsync(empty);

        Assert.Contains($"site.yaml:0: error: There is no site.yaml in {empty} (copy one", error, StringComparison.Ordinal);
        Assert.Contains($"sources.yaml:0: error: There is no sources.yaml in {empty} (copy one", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_entries_ends_the_start_with_where_they_go()
    {
        Directory.Delete(Path.Combine(_knowledge.Folder, "entries"), recursive: true);

        var error = await FailsAsync(_knowledge.Folder);

        Assert.Contains("entries:0: error: There is no entry (put one Markdown file", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_files_end_the_start_with_each_file_line_and_cure()
    {
        _knowledge.Edit("entries/physical-therapy/pt-duration.md", "status: published", "status: publishd");
        _knowledge.Write("entries/exercise/ex-walking.md", "just text\n");
        _knowledge.Edit("site.yaml", "answer: 0.9", "answer: 9");
        var line = _knowledge.Read("entries/physical-therapy/pt-duration.md").Split('\n').ToList().IndexOf("status: publishd") + 1;

        var error = await FailsAsync(_knowledge.Folder);

        Assert.Matches($"entries/physical-therapy/pt-duration\\.md:{line}: error: .*publishd.* \\(.*published or draft", error);
        Assert.Contains("entries/exercise/ex-walking.md:1: error: The file must begin with a line '---' (put", error, StringComparison.Ordinal);
        Assert.Matches(@"site\.yaml:\d+: error: ", error);
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_the_start_with_the_cure()
    {
        using var first = new RunningBot();

        var error = await FailsAsync(_knowledge.Folder, first.Address);

        Assert.Contains(first.Address, error, StringComparison.Ordinal);
        Assert.Contains("ASPNETCORE_URLS", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_end_the_start_with_each_key_and_cure()
    {
        var error = await FailsAsync(_knowledge.Folder, settings: [("DirectLine__Secrets__0", "short"), ("PublicUrl", "hips.example.org"), ("Search__Encoder", "minilm"), ("ForwardedHeaders__KnownProxies", "proxy")]);

        Assert.Contains("settings are wrong", error, StringComparison.Ordinal);
        Assert.Contains("DirectLine:Secrets", error, StringComparison.Ordinal);
        Assert.Contains("Search:Encoder is 'minilm': set use-lite or none.", error, StringComparison.Ordinal);
        Assert.Contains("PublicUrl is \"hips.example.org\": write the address", error, StringComparison.Ordinal);
        Assert.Contains("ForwardedHeaders:KnownProxies has \"proxy\": write the IP address", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_for_channels_end_the_start_all_at_once_without_a_secret_shown()
    {
        var error = await FailsAsync(
            _knowledge.Folder,
            settings:
            [
                ("MicrosoftAppType", "SingleTenant"), ("MicrosoftAppId", "hips"), ("ChannelService", "https://botframework.example"),
                ("MicrosoftAppPassword", "topsecret"), ("MicrosoftAppCertificate", "/nowhere.pem"), ("Bot__AllowedTenants", "contoso.com"),
                ("Bot__AllowEmulatorTokens", "yes"), ("Bot__AdditionalServiceHosts", "https://connector.example/"),
                ("ToBotFromEmulatorOpenIdMetadataUrl", "http://login.example/"),
            ]);

        Assert.Contains("MicrosoftAppId is 'hips': set it to the application (client) id", error, StringComparison.Ordinal);
        Assert.Contains("MicrosoftAppTenantId is not set, and MicrosoftAppType SingleTenant needs it", error, StringComparison.Ordinal);
        Assert.Contains("MicrosoftAppPassword and MicrosoftAppCertificate are all set: keep the one", error, StringComparison.Ordinal);
        Assert.Contains("MicrosoftAppCertificate is '/nowhere.pem', which cannot be read", error, StringComparison.Ordinal);
        Assert.Contains("Bot:AllowedTenants has 'contoso.com', which is no tenant id: list GUIDs", error, StringComparison.Ordinal);
        Assert.Contains("Bot:AllowEmulatorTokens is 'yes': set it to true or false", error, StringComparison.Ordinal);
        Assert.Contains("Bot:AdditionalServiceHosts has 'https://connector.example/': list host names", error, StringComparison.Ordinal);
        Assert.Contains("ToBotFromEmulatorOpenIdMetadataUrl is 'http://login.example/': give an absolute https address", error, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cloud_that_is_not_known_and_a_secret_without_an_app_end_the_start()
    {
        var error = await FailsAsync(
            _knowledge.Folder, settings: [("ChannelService", "https://botframework.example"), ("MicrosoftAppPassword", "topsecret")]);

        Assert.Contains("ChannelService is 'https://botframework.example': remove it for the public cloud", error, StringComparison.Ordinal);
        Assert.Contains("MicrosoftAppPassword is set, but MicrosoftAppId is not", error, StringComparison.Ordinal);
    }

    private async Task<string> FailsAsync(
        string folder, string address = "http://127.0.0.1:0", params (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "HipFaqBot.Bot.dll")])
        {
            WorkingDirectory = Path.GetDirectoryName(_knowledge.Folder)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Knowledge__Folder"] = folder;
        start.Environment["Data__Folder"] = _knowledge.DataFolder;
        start.Environment["Search__Training"] = "off";
        start.Environment["ASPNETCORE_URLS"] = address;
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", await output, StringComparison.Ordinal);
        return error;
    }
}
