namespace HipFaqBot.EndToEnd.Tests;

/// <summary>A fact that needs Chromium. Where there is none it is reported as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Path is null ? Chromium.Missing : null;
}

/// <summary>A theory that needs Chromium.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.Path is null ? Chromium.Missing : null;
}

internal static class Chromium
{
    public const string Missing =
        "Chromium was not found: set CHROMIUM_PATH, or install it (Debian: apt-get install chromium; ./test.sh does so).";

    public static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    public static string? Path { get; } = Candidates().FirstOrDefault(File.Exists);

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } named)
        {
            yield return named;
            yield break;
        }

        yield return "/usr/bin/chromium";
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var name in new[] { "chromium", "chromium-browser", "google-chrome", "chrome.exe" })
                yield return System.IO.Path.Combine(folder, name);
        }
    }
}
