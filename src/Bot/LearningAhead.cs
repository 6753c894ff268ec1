using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Matching.Learning;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot;

/// <summary>
/// Learns what the knowledge teaches before anybody is served: <c>dotnet publish</c> runs the published program so, and what it has
/// learned travels with it. A service whose phrasings are those trains nothing at its first start.
/// </summary>
internal static class LearningAhead
{
    private static readonly string[] Kinds = ["ranker", "signs"];

    /// <summary>Whether the program was started for it: <c>Search:Training=only</c>.</summary>
    public static bool IsOnlyToLearn(this WebApplication app) => app.Services.GetRequiredService<IOptions<EncoderOptions>>().Value.OnlyTrains;

    /// <summary>Learns into <c>Search:Learned</c>, where the same knowledge may have left it before; false, with the problems said, if the knowledge has errors.</summary>
    public static bool Learn(this WebApplication app)
    {
        var time = app.Services.GetRequiredService<TimeProvider>();
        var folder = app.Services.GetRequiredService<IOptions<EncoderOptions>>().Value.LearnedFolder;
        var reading = KnowledgeReader.Read(app.Services.GetRequiredService<KnowledgeOptions>().Folder, DateOnly.FromDateTime(time.GetLocalNow().DateTime));
        if (reading.Knowledge is not { } knowledge)
        {
            Startup.SayErrors(reading);
            return false;
        }

        var began = time.GetUtcNow().UtcDateTime;
        var snapshot = KnowledgeSnapshot.InMemory(knowledge);
        var rankers = new Rankers(app.Services.GetRequiredService<ISentenceEncoder>(), folder, time);
        if (!rankers.TryFind(snapshot))
        {
            rankers.Train(snapshot, CancellationToken.None);
        }

        // What was learned from other phrasings is of no use to who gets this folder.
        foreach (var kind in Kinds.Select(name => new DirectoryInfo(Path.Combine(folder, name))).Where(kind => kind.Exists))
        {
            foreach (var old in kind.GetFiles().Where(file => file.LastWriteTimeUtc < began))
            {
                old.Delete();
            }
        }

        if (rankers.NotKept is { } reason)
        {
            Console.Error.WriteLine($"What was learned cannot be kept in {folder}: {reason} (set Search:Learned to a folder that can be written).");
            return false;
        }

        Console.WriteLine($"What knowledge {knowledge.Version} teaches is in {folder}.");
        return true;
    }
}
