using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Playwright;

namespace HipFaqBot.EndToEnd.Tests;

/// <summary>
/// Deque's axe-core, the rules of WCAG as a script. npm fetches it once, pinned by its hash; it is a tool of the tests, no part of the product.
/// </summary>
internal static class Axe
{
    private const string Version = "4.10.3";
    private const string Sha512 = "Xm7bpRXnDSX2YE2YFfBk2FnF0ep6tmG7xPh8iHee8MIcrgq762Nkce856dYtJYLkuIoYZvGfTs/PbZhideTcEg==";

    private static readonly Lazy<Task<string>> Source = new(FetchAsync);

    /// <summary>No rule is broken, of WCAG 2.2 A and AA and of axe's best practices, in any of the page's frames.</summary>
    public static async Task FindsNothingAsync(IPage page)
    {
        var found = await ViolationsAsync(page);
        Assert.True(found.Length == 0, string.Join("\n", found));
    }

    private static async Task<string[]> ViolationsAsync(IPage page)
    {
        var source = await Source.Value;
        foreach (var frame in page.Frames)
            await frame.EvaluateAsync(source);
        return await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .flatMap(rule => rule.nodes.map(node => `${rule.id} (${rule.impact}): ${node.target.join(' ')} ${node.html.slice(0, 200)} ${node.failureSummary}`))
            """);
    }

    private static async Task<string> FetchAsync()
    {
        var kept = Path.Combine(AppContext.BaseDirectory, $"axe-core-{Version}.js");
        if (!File.Exists(kept))
        {
            var work = Directory.CreateTempSubdirectory("hipfaq-axe-").FullName;
            await RunAsync("npm", ["pack", $"axe-core@{Version}", "--silent"], work);
            var pack = Path.Combine(work, $"axe-core-{Version}.tgz");
            await using (var file = File.OpenRead(pack))
                Assert.Equal(Sha512, Convert.ToBase64String(await SHA512.HashDataAsync(file)));
            await RunAsync("tar", ["-xzf", pack, "package/axe.min.js"], work);
            File.Move(Path.Combine(work, "package", "axe.min.js"), kept, overwrite: true);
            Directory.Delete(work, recursive: true);
        }

        return await File.ReadAllTextAsync(kept);
    }

    private static async Task RunAsync(string program, string[] arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}. The accessibility tests need npm and its registry once.");
    }
}
