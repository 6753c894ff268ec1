using BenchmarkDotNet.Running;
using HipFaqBot.Bench;
using HipFaqBot.Bench.Scale;
using HipFaqBot.Bench.Sockets;

switch (args)
{
    case ["match", .. var rest]:
        BenchmarkRunner.Run<MatcherBenchmark>(args: rest);
        return 0;
    case ["start", ..]:
        return await StartMeasurement.RunAsync();
    case ["sockets", .. var rest] when LoadPlan.Read(rest) is { } plan:
        return await SocketLoad.RunAsync(plan);
    case ["messages", .. var rest]:
        return await MessagesMeasurement.RunAsync(rest);
    case ["scale", .. var rest]:
        return await ScaleMeasurement.RunAsync(rest);
    case ["flood", .. var rest]:
        return await FloodMeasurement.RunAsync(rest);
    case ["signs", ..]:
        return SignsMeasurement.Run();
    default:
        Console.Error.WriteLine("Say what to measure: match (one question, against a plain Lucene search), start (process start to first answer),");
        Console.Error.WriteLine("messages (throughput of /api/messages, beside a bare endpoint)");
        Console.Error.WriteLine("signs (the look for warning signs, beside Lucene's analyzer reading the same messages)");
        Console.Error.WriteLine("flood (20,000 conversations that are begun and left; another number may follow)");
        Console.Error.WriteLine("scale (100,000 generated entries; another number may follow)");
        Console.Error.WriteLine($"or {LoadPlan.Usage} (people at once).");
        return 2;
}
