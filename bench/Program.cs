using BenchmarkDotNet.Running;
using HipFaqBot.Bench;

switch (args)
{
    case ["match", .. var rest]:
        BenchmarkRunner.Run<MatcherBenchmark>(args: rest);
        return 0;
    case ["start", ..]:
        return await StartMeasurement.RunAsync();
    default:
        Console.Error.WriteLine("Say what to measure: match (one question, against a plain Lucene search) or start (process start to first answer).");
        return 2;
}
