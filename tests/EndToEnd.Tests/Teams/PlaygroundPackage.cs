using System.Diagnostics;

namespace HipFaqBot.EndToEnd.Tests.Teams;

/// <summary>
/// Microsoft's Agents Playground from npm, fetched once into the test project's <c>obj</c>, which git ignores. It is pre-release software
/// under a licence of its own: a tool for development, no part of the product.
/// </summary>
internal static class PlaygroundPackage
{
    private const string Name = "@microsoft/m365agentsplayground";
    private const string Version = "0.2.28";

    public static string? Missing { get; } = OnPath("npm") && OnPath("node")
        ? null
        : "npm was not found: install Node.js (Debian: apt-get install nodejs npm; ./test.sh does so).";

    private static string Folder => Repository.Path(Path.Combine("tests", "EndToEnd.Tests", "obj", $"playground-{Version}"));

    /// <summary>The program, fetched if it is not there yet.</summary>
    public static async Task<string> FetchAsync()
    {
        var program = Path.Combine(Folder, "node_modules", Name, "cli.js");
        if (File.Exists(program))
            return program;
        Directory.CreateDirectory(Folder);
        var start = new ProcessStartInfo("npm", ["install", "--prefix", Folder, "--ignore-scripts", "--no-audit", "--no-fund", $"{Name}@{Version}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var npm = Process.Start(start)!;
        var output = npm.StandardOutput.ReadToEndAsync();
        var error = await npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync();
        return File.Exists(program) ? program : throw new InvalidOperationException($"npm could not fetch {Name} {Version}:\n{await output}\n{error}");
    }

    private static bool OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".cmd")));
}
