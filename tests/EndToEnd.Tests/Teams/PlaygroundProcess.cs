using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace HipFaqBot.EndToEnd.Tests.Teams;

/// <summary>The playground as a process of its own, before a running service.</summary>
internal sealed partial class PlaygroundProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private PlaygroundProcess(Process process, DirectoryInfo folder, Uri address)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<PlaygroundProcess> StartAsync(Uri service)
    {
        var program = await PlaygroundPackage.FetchAsync();
        var folder = Directory.CreateTempSubdirectory("hipfaq-playground-");
        var port = FreePort().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(
            "node", [program, "start", "-e", new Uri(service, "/api/messages").AbsoluteUri, "-c", "msteams", "-p", port, "--disable-telemetry"])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // No window of its own, and no measurements sent anywhere.
            Environment = { ["TEAMSAPPTESTER_BROWSER"] = "none", ["APPLICATION_INSIGHTS_NO_STATSBEAT"] = "1" },
        };
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) =>
        {
            if (Listening().Match(line.Data ?? "") is { Success: true } match)
                listening.TrySetResult(new Uri($"http://127.0.0.1:{match.Groups["port"].Value}/"));
        };
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("The playground ended before it listened."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new PlaygroundProcess(process, folder, await listening.Task.WaitAsync(LongestStart));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"Listening on (?<port>\d+)")]
    private static partial Regex Listening();
}
