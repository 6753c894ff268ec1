using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace HipFaqBot.Bench.Sockets;

/// <summary>
/// Many people at once: conversations over WebSocket, each asking a question of the project's own at a fixed pace whether the last one was
/// answered or not. Says how long answers took from the moment a question was due, what the service's memory did, what both
/// processes cost, and accounts for every activity.
/// </summary>
internal static class SocketLoad
{
    private const double LargestP99 = 100;
    private const long LargestMemory = 600L * 1024 * 1024;
    private const int OpeningAtOnce = 16;

    // Of the mean of the third quarter's memory, for the fourth to count as flat.
    private const double Flat = 1.05;

    private static readonly string[] QuestionFiles = ["questions.jsonl", "signs.jsonl"];
    private static readonly TimeSpan Stretch = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(LoadPlan plan)
    {
        var questions = Questions();
        await using var service = await ServiceUnderLoad.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = new Uri(service.Address, "/v3/directline/"),
        };
        Console.WriteLine($"{plan.Conversations} conversations, one question each every {plan.Every.TotalSeconds:0} s "
            + $"({plan.PerSecond:0} a second), {plan.Duration.TotalMinutes:0.#} minutes");
        var latencies = new Latencies();
        var conversations = await OpenAsync(plan, http, latencies);
        var asking = new Stopwatch();
        var memory = new List<long>();
        var before = (Service: service.Measure().Processor, Tool: Environment.CpuUsage.TotalTime);
        Console.WriteLine($"opened: {service.Measure().Memory / 1_048_576} MB resident");
        Console.WriteLine("   after   p50 ms   p99 ms   memory MB   service CPU   tool CPU");
        asking.Start();
        var watching = WatchAsync(service, latencies, memory, plan, asking);
        await AskAsync(plan, conversations, questions, asking);
        var taken = asking.Elapsed;
        await watching;
        var cost = (Service: service.Measure().Processor - before.Service, Tool: Environment.CpuUsage.TotalTime - before.Tool);
        await AnswersAsync(conversations, latencies);
        return await ReportAsync(plan, conversations, latencies, memory, taken, cost);
    }

    private static async Task<LoadConversation[]> OpenAsync(LoadPlan plan, HttpClient http, Latencies latencies)
    {
        var conversations = Enumerable.Range(0, plan.Conversations).Select(_ => new LoadConversation(http, latencies)).ToArray();
        await Parallel.ForEachAsync(
            conversations, new ParallelOptions { MaxDegreeOfParallelism = OpeningAtOnce }, async (one, _) => await one.OpenAsync());
        return conversations;
    }

    private static async Task AskAsync(LoadPlan plan, LoadConversation[] conversations, string[] questions, Stopwatch asking)
    {
        var asked = new List<Task>(plan.Questions);
        var began = Stopwatch.GetTimestamp() - asking.ElapsedTicks;
        for (var number = 0; number < plan.Questions; number++)
        {
            var due = plan.DueAt(number);
            while (asking.Elapsed < due)
                await Task.Delay(1);
            // Another question each round, so that nobody asks the same twice in a row.
            var text = questions[(number + (number / plan.Conversations)) % questions.Length];
            asked.Add(conversations[number % plan.Conversations].AskAsync(text, began + (long)(due.TotalSeconds * Stopwatch.Frequency)));
        }

        await Task.WhenAll(asked);
    }

    private static async Task WatchAsync(ServiceUnderLoad service, Latencies latencies, List<long> memory, LoadPlan plan, Stopwatch asking)
    {
        var next = Stretch;
        var last = (At: TimeSpan.Zero, Service: service.Measure().Processor, Tool: Environment.CpuUsage.TotalTime);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (asking.Elapsed < plan.Duration && await timer.WaitForNextTickAsync())
        {
            var (bytes, processor) = service.Measure();
            memory.Add(bytes);
            if (asking.Elapsed < next)
                continue;
            next += Stretch;
            var tool = Environment.CpuUsage.TotalTime;
            var (p50, p99) = latencies.TakeStretch();
            var stretch = asking.Elapsed - last.At;
            Console.WriteLine($"{asking.Elapsed.ToString(@"mm\:ss", CultureInfo.InvariantCulture),8} {p50,8:F1} {p99,8:F1} {bytes / 1_048_576,11} {(processor - last.Service) / stretch,13:P0} {(tool - last.Tool) / stretch,10:P0}");
            last = (asking.Elapsed, processor, tool);
        }
    }

    private static async Task AnswersAsync(LoadConversation[] conversations, Latencies latencies)
    {
        var waited = Stopwatch.StartNew();
        while (latencies.Count < conversations.Sum(one => one.Taken) && waited.Elapsed < LastAnswers)
            await Task.Delay(100);
    }

    private static async Task<int> ReportAsync(
        LoadPlan plan, LoadConversation[] conversations, Latencies latencies, List<long> memory, TimeSpan taken, (TimeSpan Service, TimeSpan Tool) cost)
    {
        var (notHeard, notAnswered) = (0, 0);
        foreach (var one in conversations)
        {
            var compared = await one.CompareAsync();
            notHeard += compared.NotHeard;
            notAnswered += compared.NotAnswered;
        }

        var refusals = conversations.SelectMany(one => one.Refusals).GroupBy(one => one).Select(group => $"{group.Count()} × {group.Key}").ToList();
        var posted = conversations.Sum(one => one.Taken);
        var doubled = conversations.Sum(one => one.Doubled);
        var quarter = Math.Max(1, memory.Count / 4);
        var third = memory.Skip(2 * quarter).Take(quarter).DefaultIfEmpty().Average();
        var fourth = memory.Skip(3 * quarter).DefaultIfEmpty().Average();
        var p99 = latencies.Percentile(0.99);
        Console.WriteLine($"questions {plan.Questions}, taken {posted}, answered {conversations.Sum(one => one.Answered)}, refused {(refusals.Count == 0 ? "0" : string.Join(", ", refusals))}");
        Console.WriteLine($"activities heard {conversations.Sum(one => one.Heard)}, twice {doubled}, kept but not heard {notHeard}, taken but not answered {notAnswered}");
        Console.WriteLine($"answer after p50 {latencies.Percentile(0.5):F1} ms, p90 {latencies.Percentile(0.9):F1} ms, p99 {p99:F1} ms, p99.9 {latencies.Percentile(0.999):F1} ms, most {latencies.Percentile(1):F1} ms; {latencies.Above(LargestP99)} above {LargestP99:F0} ms");
        Console.WriteLine($"service memory: most {memory.DefaultIfEmpty().Max() / 1_048_576} MB, third quarter {third / 1_048_576:F0} MB, fourth quarter {fourth / 1_048_576:F0} MB");
        Console.WriteLine($"processor, of one core: service {cost.Service / taken:P0}, this tool {cost.Tool / taken:P0}");
        foreach (var one in conversations)
        {
            await one.CloseAsync();
            one.Dispose();
        }

        string[] misses =
        [
            .. p99 < LargestP99 ? Array.Empty<string>() : [$"p99 is not below {LargestP99:F0} ms"],
            .. memory.DefaultIfEmpty().Max() < LargestMemory ? Array.Empty<string>() : [$"memory is not below {LargestMemory / 1_048_576} MB"],
            .. fourth <= Flat * third ? Array.Empty<string>() : ["memory grows"],
            .. doubled + notHeard + notAnswered + refusals.Count == 0 ? Array.Empty<string>() : ["activities were lost or doubled"],
        ];
        Console.WriteLine(misses.Length == 0 ? "all targets met" : $"missed: {string.Join("; ", misses)}");
        return misses.Length == 0 ? 0 : 1;
    }

    // Questions that an entry answers and messages that raise an alarm, as people would send them.
    private static string[] Questions() =>
    [
        .. QuestionFiles
            .SelectMany(file => File.ReadLines(Path.Combine(Shipped.Knowledge(), "evaluation", file)))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!),
    ];
}
