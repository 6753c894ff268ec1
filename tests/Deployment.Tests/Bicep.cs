using System.Diagnostics;
using System.Reflection;
using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("linux")]

namespace HipFaqBot.Deployment.Tests;

/// <summary>The real Bicep compiler on the templates of this repository.</summary>
internal static class Bicep
{
    private static readonly string Program = typeof(Bicep).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(one => one.Key == "Bicep").Value!;

    public static string Folder { get; } = Path.Combine(Repository(), "deploymentTemplates", "azure");

    /// <summary>What it printed on standard output; whatever it prints on standard error, warnings included, fails the test.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        // A package keeps no execute permission.
        var program = Path.Combine(Directory.CreateTempSubdirectory("hipfaq-bicep-").FullName, "bicep");
        try
        {
            File.Copy(Program, program);
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal("", (await error).Trim());
            Assert.Equal(0, process.ExitCode);
            return output;
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(program)!, recursive: true);
        }
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HipFaqBot.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("HipFaqBot.sln was not found above the tests.");
        return folder.FullName;
    }
}
