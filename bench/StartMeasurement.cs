using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace HipFaqBot.Bench;

/// <summary>
/// From process start to the first answered question over HTTP, and the memory then: the service as <c>dotnet publish</c> makes it,
/// five times, the first of them without an index on disk.
/// </summary>
internal static class StartMeasurement
{
    private const int Runs = 5;

    public static async Task<int> RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("hipfaq-bench");
        try
        {
            var program = await Shipped.PublishAsync(Path.Combine(data.FullName, "program"));
            for (var run = 1; run <= Runs; run++)
            {
                var (elapsed, memory) = await OnceAsync(program, data.FullName);
                Console.WriteLine($"run {run}: first answer after {elapsed.TotalMilliseconds:F0} ms, {memory / 1_048_576} MB resident{(run == 1 ? " (index built)" : "")}");
            }
        }
        finally
        {
            data.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task<(TimeSpan Elapsed, long Memory)> OnceAsync(string program, string data)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [program])
        {
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_URLS"] = address, ["Knowledge__Folder"] = Shipped.Knowledge(), ["Data__Folder"] = data },
        };
        var began = Stopwatch.GetTimestamp();
        using var service = Process.Start(start)!;
        try
        {
            await AskAsync(new Uri($"{address}/api/messages"));
            var elapsed = Stopwatch.GetElapsedTime(began);
            service.Refresh();
            return (elapsed, service.WorkingSet64);
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync();
        }
    }

    private static async Task AskAsync(Uri messages)
    {
        using var http = new HttpClient();
        var question = new
        {
            type = "message",
            id = "1",
            channelId = "bench",
            serviceUrl = "http://127.0.0.1:1/",
            conversation = new { id = "bench" },
            from = new { id = "person" },
            recipient = new { id = "bot" },
            deliveryMode = "expectReplies",
            text = "How long does hip physical therapy take?",
        };
        while (true)
        {
            try
            {
                var answer = await (await http.PostAsJsonAsync(messages, question)).Content.ReadAsStringAsync();
                if (!answer.Contains("\"entry\":\"pt-duration\"", StringComparison.Ordinal))
                {
                    throw new InvalidOperationException($"Not the answer: {answer}");
                }

                return;
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError)
            {
                // Not listening yet.
                await Task.Delay(5);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
