using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace HipFaqBot.Bench;

/// <summary>A server under load, in a process of its own.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly Process _process;

    private Server(string name, Process process, IPEndPoint address)
    {
        Name = name;
        _process = process;
        Address = address;
    }

    public string Name { get; }

    public IPEndPoint Address { get; }

    /// <summary>Processor time so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory, bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts it and waits for its first answer.</summary>
    public static async Task<Server> StartAsync(string name, string program, string[] arguments, string? data = null)
    {
        var address = new IPEndPoint(IPAddress.Loopback, FreePort());
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Shipped.Root(), program), .. arguments])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["ASPNETCORE_URLS"] = $"http://{address}",
                ["Knowledge__Folder"] = Shipped.Knowledge(),
                ["Data__Folder"] = data ?? Path.GetTempPath(),
                ["Logging__LogLevel__Default"] = "Warning",
            },
        };
        var server = new Server(name, Process.Start(start)!, address);
        while (!await Load.AnswersAsync(address))
        {
            if (server._process.HasExited) throw new InvalidOperationException($"{name} ended with {server._process.ExitCode}.");
            await Task.Delay(5);
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
