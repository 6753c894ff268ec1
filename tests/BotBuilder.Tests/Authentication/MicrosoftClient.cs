using System.Diagnostics;

namespace HipFaqBot.BotBuilder.Tests.Authentication;

/// <summary>Microsoft's own JavaScript code of the Bot Connector, from npm, in the version of the lock file.</summary>
internal static class MicrosoftClient
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Node");
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    public static string? Npm { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "npm.cmd" : "npm")).FirstOrDefault(File.Exists);

    /// <summary>Runs one of the scripts; what it wrote, line by line.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(string script, IEnumerable<string> arguments, IEnumerable<string> lines)
    {
        await Installed.Value;
        return await StartAsync("node", [script, .. arguments], lines);
    }

    private static async Task InstallAsync()
    {
        var mark = Path.Combine(Folder, "node_modules", ".package-lock.json");
        if (File.Exists(mark) && File.GetLastWriteTimeUtc(mark) >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json"))) return;
        await StartAsync(Npm!, ["ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"], []);
    }

    private static async Task<IReadOnlyList<string>> StartAsync(string program, IEnumerable<string> arguments, IEnumerable<string> lines)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        foreach (var line in lines) await process.StandardInput.WriteLineAsync(line);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}:\n{await errors}");
        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}

/// <summary>A fact that needs Node.js. Where there is none it is reported as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = MicrosoftClient.Npm is null
        ? "Node.js with npm was not found: install it (Debian: apt-get install nodejs npm; ./test.sh does so)."
        : null;
}
