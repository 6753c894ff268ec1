using System.Diagnostics;
using System.Globalization;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Bench.Scale;

/// <summary>
/// A generated knowledge base of 100,000 entries, served without the encoder: first by a process that builds the index, then by one
/// that finds it on disk, as after a restart. Ends with 1 where a target is missed.
/// </summary>
internal static class ScaleMeasurement
{
    private const int Entries = 100_000;
    private const int Questions = 2_000;
    private const int Strangers = 500;
    private const int Seed = 20_261_126;

    private const string KnowledgeName = "kb.jsonl";
    private const string QuestionsName = "questions.tsv";

    /// <summary>Milliseconds, megabytes, and the least share whose entry is to come first.</summary>
    private const double MostP99 = 15;
    private const double MostMemory = 1_500;
    private const double LeastFound = 0.8;

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is ["serve", var folder])
        {
            return Serve(folder);
        }

        var entries = arguments is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : Entries;
        var data = Directory.CreateTempSubdirectory("hipfaq-scale").FullName;
        try
        {
            var generated = new GeneratedKnowledge(entries, Seed);
            generated.Write(Path.Combine(data, KnowledgeName));
            await File.WriteAllLinesAsync(
                Path.Combine(data, QuestionsName),
                generated.Asked(Questions).Concat(generated.Strangers(Strangers)).Select(question => $"{question.Id}\t{question.Text}"));
            Console.WriteLine($"{entries} entries of {GeneratedKnowledge.PhrasingsEach + 1} texts, {new FileInfo(Path.Combine(data, KnowledgeName)).Length >> 20} MB; seed {Seed}.");
            var first = await InProcessAsync("first start, which builds the index", data);
            return Math.Max(first, await InProcessAsync("restart", data));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<int> InProcessAsync(string name, string data)
    {
        Console.WriteLine($"{name}:");
        using var process = Process.Start("dotnet", [typeof(ScaleMeasurement).Assembly.Location, "scale", "serve", data]);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static int Serve(string data)
    {
        var began = Stopwatch.GetTimestamp();
        var knowledge = KnowledgeReader.Read(Path.Combine(data, KnowledgeName), new DateOnly(2026, 11, 23)).Knowledge
            ?? throw new InvalidOperationException("The generated knowledge base cannot be read.");
        var read = Stopwatch.GetElapsedTime(began);
        var current = new CurrentKnowledge();
        current.Publish(KnowledgeSnapshot.Open(knowledge, data, TimeProvider.System));
        var opened = Stopwatch.GetElapsedTime(began) - read;
        var matcher = new Matcher(current);
        var index = new DirectoryInfo(Path.Combine(data, "index")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  read in {read.TotalSeconds:F1} s, opened in {opened.TotalSeconds:F1} s ({Processor().TotalSeconds:F0} s of processor time so far), index {index >> 20} MB on disk"));

        var questions = File.ReadLines(Path.Combine(data, QuestionsName)).Select(line => line.Split('\t')).Select(parts => (Text: parts[1], Id: parts[0])).ToList();
        foreach (var (text, _) in questions.Take(300))
        {
            matcher.Match(text);
        }

        var times = new List<double>();
        var outcomes = new List<(string Id, Match Match)>();
        foreach (var (text, id) in questions)
        {
            began = Stopwatch.GetTimestamp();
            var match = matcher.Match(text);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            outcomes.Add((id, match with { Candidates = [.. match.Candidates.Take(3)] }));
        }

        return Tell(times, outcomes);
    }

    private static int Tell(List<double> times, List<(string Id, Match Match)> outcomes)
    {
        times.Sort();
        var p99 = times[(int)(times.Count * 0.99)];
        using var process = Process.GetCurrentProcess();
        var memory = process.WorkingSet64 / 1_048_576.0;
        var asked = outcomes.Where(outcome => outcome.Id.Length > 0).ToList();
        var found = asked.Count(outcome => outcome.Match.Candidates is [var best, ..] && best.Entry.Id == outcome.Id) / (double)asked.Count;
        var top3 = asked.Count(outcome => outcome.Match.Candidates.Any(candidate => candidate.Entry.Id == outcome.Id)) / (double)asked.Count;
        var strangers = outcomes.Where(outcome => outcome.Id.Length == 0).ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  one question, without the encoder, one thread: median {times[times.Count / 2]:F2} ms, p99 {p99:F2} ms, slowest {times[^1]:F2} ms; ways: {string.Join(", ", outcomes.CountBy(outcome => outcome.Match.Way))}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  resident {memory:F0} MB (at most {process.PeakWorkingSet64 / 1_048_576.0:F0} MB)"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  right entry first {found:P1}, among three {top3:P1}; answered wrong {Share(asked, outcome => outcome.Match.Decision == Decision.Answer && outcome.Match.Answer!.Id != outcome.Id):P1}, answered right {Share(asked, outcome => outcome.Match.Answer?.Id == outcome.Id):P1}; strangers answered {Share(strangers, outcome => outcome.Match.Decision == Decision.Answer):P1}"));
        return p99 <= MostP99 && memory <= MostMemory && found >= LeastFound ? 0 : 1;
    }

    private static double Share(List<(string Id, Match Match)> outcomes, Func<(string Id, Match Match), bool> isSo) => outcomes.Count(isSo) / (double)outcomes.Count;

    private static TimeSpan Processor()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
