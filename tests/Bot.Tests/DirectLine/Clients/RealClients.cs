using System.Diagnostics;

namespace HipFaqBot.Bot.Tests.DirectLine.Clients;

/// <summary>The folder of other people's clients. They are installed once, when the first test needs them.</summary>
internal static class RealClients
{
    private static readonly TimeSpan LongestInstallation = TimeSpan.FromMinutes(4);

    private static readonly Lazy<Task> Installation = new(InstallAsync);

    public static string Folder { get; } = Repository.Path("tests/Clients");

    public static bool IsInstalled { get; } = IsOnPath("node") && IsOnPath("npm");

    /// <summary>A process of Node with one of our scripts, ready to be started.</summary>
    public static async Task<ProcessStartInfo> ScriptAsync(string script, string argument)
    {
        await Installation.Value;
        return new ProcessStartInfo("node", [Path.Combine(Folder, script), argument])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private static async Task InstallAsync()
    {
        // What npm leaves behind says whether it is what the lock file wants.
        var wanted = new FileInfo(Path.Combine(Folder, "package-lock.json"));
        var done = new FileInfo(Path.Combine(Folder, "node_modules", ".installed"));
        if (done.Exists && await File.ReadAllTextAsync(done.FullName) == await File.ReadAllTextAsync(wanted.FullName))
            return;
        var npm = new ProcessStartInfo(
            "npm", ["ci", "--ignore-scripts", "--legacy-peer-deps", "--prefer-offline", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(npm)!;
        var said = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync().WaitAsync(LongestInstallation);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"npm could not install the clients of tests/Clients:\n{await said}");
        wanted.CopyTo(done.FullName, overwrite: true);
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".cmd")));
}
