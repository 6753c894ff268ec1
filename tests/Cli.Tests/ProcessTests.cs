using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace HipFaqBot.Cli.Tests;

/// <summary>The built program itself, with its settings in the environment and in a file.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly KnowledgeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_program_reads_the_environment_and_writes_utf8_without_a_mark()
    {
        _folder.WriteEntry("cafe", "Is the café naïve?", "is the café open");

        var (exit, output, error) = await Run(
            new() { ["Knowledge__Folder"] = _folder.Knowledge, ["Data__Folder"] = _folder.Data, ["LANG"] = "C" }, "ask", "is the café open", "--json");

        Assert.Equal((0, ""), (exit, error));
        Assert.Equal((byte)'{', output[0]);
        Assert.Contains("Is the café naïve?", Encoding.UTF8.GetString(output), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(output);
        Assert.Equal("cafe", json.RootElement.GetProperty("candidates")[0].GetProperty("id").GetString());
        Assert.True(Directory.Exists(Path.Combine(_folder.Data, "index")));
    }

    [Fact]
    public async Task The_environment_wins_over_the_settings_file()
    {
        _folder.Write("appsettings.json", """{"Knowledge":{"Folder":"lost"},"Data":{"Folder":"kept"}}""");

        var (exit, _, _) = await Run(new() { ["Knowledge__Folder"] = _folder.Knowledge }, "ask", "walking");

        Assert.Equal(0, exit);
        Assert.True(Directory.Exists(Path.Combine(_folder.Root, "kept", "index")));
    }

    [Fact]
    public async Task A_settings_file_that_is_no_json_is_bad_usage()
    {
        _folder.Write("appsettings.json", "{");

        var (exit, output, error) = await Run([], "check");

        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.Contains("appsettings.json", error, StringComparison.Ordinal);
    }

    private async Task<(int Exit, byte[] Output, string Error)> Run(Dictionary<string, string> environment, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "hipfaq.dll"), .. args])
        {
            WorkingDirectory = _folder.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var output = new MemoryStream();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        return (process.ExitCode, output.ToArray(), await error);
    }
}
