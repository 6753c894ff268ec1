using System.Diagnostics;

namespace HipFaqBot.Bench;

/// <summary>
/// Throughput and latency of <c>POST /api/messages</c> with <c>expectReplies</c>: an echo bot and this bot, each a process of
/// its own, beside a bare endpoint in the same run. The load comes from this process.
/// </summary>
internal static class MessagesMeasurement
{
    private const int Starts = 5;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly int[] Connections = [1, 16, 64];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var seconds = arguments is [var first, ..] ? double.Parse(first, System.Globalization.CultureInfo.InvariantCulture) : 4;
        var duration = TimeSpan.FromSeconds(seconds);
        var data = Directory.CreateTempSubdirectory("hipfaq-bench");
        try
        {
            var published = await PublishAsync(data.FullName);
            await StartsAsync(published);
            await using var bare = await Server.StartAsync("bare", published, ["bare"]);
            await using var echo = await Server.StartAsync("echo bot", published, ["echo"]);
            await using var faq = arguments is [_, "echo"] ? null
                : await Server.StartAsync("FAQ bot", "src/Bot/bin/Release/net10.0/HipFaqBot.Bot.dll", [], data.FullName);
            Server[] servers = faq is null ? [bare, echo] : [bare, echo, faq];
            foreach (var server in servers) await Load.RunAsync(server.Address, 16, WarmUp);

            Console.WriteLine("| | connections | requests/s | of bare | median ms | p99 ms | server CPU µs/request | of bare | resident MB |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
            foreach (var connections in Connections)
            {
                var ceiling = default((double Rate, double Cpu));
                foreach (var server in servers)
                {
                    var before = server.Processor;
                    var result = await Load.RunAsync(server.Address, connections, duration);
                    var cpu = (server.Processor - before).TotalMicroseconds / result.Requests;
                    if (server == bare) ceiling = (result.Rate, cpu);
                    Console.WriteLine(
                        $"| {server.Name} | {connections} | {result.Rate:F0} | {result.Rate / ceiling.Rate:P0} | {result.Median.TotalMilliseconds:F2} "
                        + $"| {result.Percentile99.TotalMilliseconds:F2} | {cpu:F0} | {cpu / ceiling.Cpu:F1}× | {server.Memory / 1_048_576} |");
                }
            }
        }
        finally
        {
            data.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task<string> PublishAsync(string folder)
    {
        using var publish = Process.Start("dotnet", ["publish", Path.Combine(Shipped.Root(), "bench/Echo"), "-c", "Release", "-v", "q", "-o", folder]);
        await publish.WaitForExitAsync();
        return Path.Combine(folder, "HipFaqBot.Echo.Bench.dll");
    }

    private static async Task StartsAsync(string published)
    {
        var times = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            var began = Stopwatch.GetTimestamp();
            await using var server = await Server.StartAsync("echo bot", published, ["echo"]);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (start == Starts - 1) Console.WriteLine($"echo bot: {server.Memory / 1_048_576} MB resident after the first answer");
        }

        Console.WriteLine($"echo bot: process start to first 200: {string.Join(", ", times.Select(time => $"{time:F0}"))} ms");
        Console.WriteLine();
    }
}
