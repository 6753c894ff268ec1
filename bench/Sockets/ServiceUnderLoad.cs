using System.Diagnostics;
using System.Text.RegularExpressions;

namespace HipFaqBot.Bench.Sockets;

/// <summary>The published service in a process of its own, with the shipped knowledge and a data folder that is empty: its first start, as it runs for people.</summary>
internal sealed partial class ServiceUnderLoad : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _data;

    private ServiceUnderLoad(Process process, DirectoryInfo data, Uri address)
    {
        _process = process;
        _data = data;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Bytes resident, and the processor time so far.</summary>
    public (long Memory, TimeSpan Processor) Measure()
    {
        _process.Refresh();
        return (_process.WorkingSet64, _process.TotalProcessorTime);
    }

    public static async Task<ServiceUnderLoad> StartAsync()
    {
        var data = Directory.CreateTempSubdirectory("hipfaq-load-");
        var program = await Shipped.PublishAsync(Path.Combine(data.FullName, "program"));
        var start = new ProcessStartInfo("dotnet", [program])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Knowledge__Folder"] = Shipped.Knowledge(),
                ["Data__Folder"] = Path.Combine(data.FullName, "data"),
                // All come from this one address.
                ["DirectLine__MaximumStartsPerHour"] = "1000000",
            },
        };
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) =>
        {
            if (PrintedAddress().Match(line.Data ?? "") is { Success: true } match && !address.Task.IsCompleted)
                address.TrySetResult(new Uri(match.Value));
            else if (line.Data is { Length: > 0 } text && !text.StartsWith("info", StringComparison.Ordinal))
                Console.WriteLine($"  service: {text.Trim()}");
        };
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException("The service ended before it served."));
        process.Start();
        process.BeginOutputReadLine();
        return new ServiceUnderLoad(process, data, await address.Task.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _data.Delete(recursive: true);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9]\d*")]
    private static partial Regex PrintedAddress();
}
