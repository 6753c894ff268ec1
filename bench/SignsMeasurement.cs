using System.Diagnostics;
using System.Text.Json;
using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Safety;
using HipFaqBot.Search.Safety.Learning;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.En;
using Lucene.Net.Util;

namespace HipFaqBot.Bench;

/// <summary>
/// The look for warning signs in messages of 20 to 40 words, patterns and what was learned from words, without the encoder, on one
/// thread. The peer is Lucene.Net's English analyzer reading the same message: the least that any search over it does.
/// </summary>
internal static class SignsMeasurement
{
    private const int Runs = 20;

    public static int Run()
    {
        var knowledge = KnowledgeReader.Read(Shipped.Knowledge(), new DateOnly(2026, 11, 23)).Knowledge!;
        using var encoder = new NoSentenceEncoder();
        var detector = new WarningSignDetector(knowledge.WarningSigns);
        detector.Use(SignLearner.Learn(knowledge, encoder, new VectorCache(encoder, null, TimeProvider.System), "", CancellationToken.None)!);
        using var analyzer = new EnglishAnalyzer(LuceneVersion.LUCENE_48);
        string[] texts =
        [
            .. File.ReadLines(Path.Combine(Shipped.Knowledge(), "evaluation", "signs.jsonl")).Where(line => line.Length > 0)
                .Select(Text).Where(text => text.Split(' ').Length is >= 20 and <= 40),
        ];
        Tell("English analyzer", Times(texts, text => Read(analyzer, text)));
        Tell("warning signs", Times(texts, text => detector.DetectAll(text).Count));
        var longest = string.Join(' ', Enumerable.Repeat("my calf was fine and i had no fever and the wound is dry but my leg hurts", 540));
        Tell($"{longest.Length:N0} characters, analyzer", Times([longest], text => Read(analyzer, text)));
        Tell($"{longest.Length:N0} characters, signs", Times([longest], text => detector.DetectAll(text).Count));
        return 0;
    }

    private static string Text(string line)
    {
        using var row = JsonDocument.Parse(line);
        return row.RootElement.GetProperty("text").GetString()!;
    }

    private static int Read(Analyzer analyzer, string text)
    {
        using var tokens = analyzer.GetTokenStream("text", text);
        tokens.Reset();
        var count = 0;
        while (tokens.IncrementToken())
        {
            count++;
        }

        tokens.End();
        return count;
    }

    /// <summary>All times, and the best of each text, which no other program on the machine has lengthened; the first half warms up.</summary>
    private static (List<double> All, List<double> Best) Times(string[] texts, Func<string, int> read)
    {
        var all = new List<double>();
        var best = Enumerable.Repeat(double.MaxValue, texts.Length).ToList();
        for (var run = 0; run < 2 * Runs; run++)
        {
            for (var i = 0; i < texts.Length; i++)
            {
                var began = Stopwatch.GetTimestamp();
                read(texts[i]);
                var time = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                if (run >= Runs)
                {
                    all.Add(time);
                    best[i] = Math.Min(best[i], time);
                }
            }
        }

        all.Sort();
        best.Sort();
        return (all, best);
    }

    private static void Tell(string what, (List<double> All, List<double> Best) times) =>
        Console.WriteLine($"{what}: median {At(times.All, 0.5):F3} ms, p99 {At(times.All, 0.99):F3} ms; best of {Runs} runs: median {At(times.Best, 0.5):F3} ms, p99 {At(times.Best, 0.99):F3} ms");

    private static double At(List<double> sorted, double part) => sorted[(int)((sorted.Count - 1) * part)];
}
