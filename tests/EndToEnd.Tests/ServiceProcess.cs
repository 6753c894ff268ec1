using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace HipFaqBot.EndToEnd.Tests;

/// <summary>The service as people run it: a process of its own, on a free port, with the repository's knowledge and a data folder of its own with the index in it.</summary>
internal sealed partial class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _dataFolder;
    private readonly (string Name, string Value)[] _settings;
    private readonly ConcurrentQueue<string> _output;
    private bool _hasHeir;

    private ServiceProcess(Process process, string dataFolder, (string Name, string Value)[] settings, ConcurrentQueue<string> output, Uri address)
    {
        _process = process;
        _dataFolder = dataFolder;
        _settings = settings;
        _output = output;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>The page with the chat alone.</summary>
    public Uri Chat => new(Address, "/chat");

    /// <summary>All that it wrote so far.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Starts it and waits for the address that it prints. Port 0 is any free one.</summary>
    /// <param name="settings">More of its environment.</param>
    public static Task<ServiceProcess> StartAsync(int port = 0, params (string Name, string Value)[] settings)
    {
        var dataFolder = Directory.CreateTempSubdirectory("hipfaq-e2e-").FullName;
        BuiltIndex.PutInto(dataFolder);
        return StartAsync(port, dataFolder, settings);
    }

    /// <summary>Starts it anew with the same settings, on the same data folder and port, after it was killed; the folder is the new one's to delete.</summary>
    public Task<ServiceProcess> StartAgainAsync()
    {
        _hasHeir = true;
        return StartAsync(Address.Port, _dataFolder, _settings);
    }

    private static async Task<ServiceProcess> StartAsync(int port, string dataFolder, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Program()])
        {
            WorkingDirectory = Repository.Path(""),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Data__Folder"] = dataFolder,
                ["Search__Training"] = "off",
                ["WarmUp__Messages"] = "1",
            },
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var output = new ConcurrentQueue<string>();
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException($"The service ended:\n{string.Join('\n', output)}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ServiceProcess(process, dataFolder, settings, output, await address.Task.WaitAsync(LongestStart));

        void Read(string? line)
        {
            if (line is null)
                return;
            output.Enqueue(line);
            if (PrintedAddress().Match(line) is { Success: true } match)
                address.TrySetResult(new Uri(match.Value));
        }
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        if (!_hasHeir)
            Directory.Delete(_dataFolder, recursive: true);
    }

    // Built with the same configuration as these tests, because they refer to its project.
    private static string Program()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Repository.Path(Path.Combine("src", "Bot", "bin", output.Parent!.Name, output.Name, "HipFaqBot.Bot.dll"));
    }

    [GeneratedRegex(@"http://(127\.0\.0\.1|localhost):[1-9]\d*")]
    private static partial Regex PrintedAddress();
}
