using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Matching.Learning;
using Microsoft.Extensions.Configuration;

namespace HipFaqBot.Cli;

/// <summary>Finds, reads and opens the knowledge that a command works on.</summary>
internal sealed class KnowledgeFinder(IConfiguration settings, TimeProvider time)
{
    /// <summary>Reads the knowledge that the path names, or that the settings name where no path is given.</summary>
    public KnowledgeReading Read(string? path) => KnowledgeReader.Read(Options(path).Folder, Today);

    /// <summary>Reads the same, with all that an editor is to be told.</summary>
    public KnowledgeReading Check(string? path) => KnowledgeReader.Check(Options(path).Folder, Today);

    /// <summary>The problem with its path as a terminal opens it: from the current directory on, or in full where it lies elsewhere.</summary>
    public KnowledgeProblem Clickable(KnowledgeProblem problem, string? path)
    {
        var folder = Options(path).Folder;
        var full = Path.Combine(File.Exists(folder) ? Path.GetDirectoryName(folder)! : folder, problem.Path);
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), full);
        return problem with { Path = relative.StartsWith("..", StringComparison.Ordinal) ? full : relative };
    }

    /// <summary>The knowledge folder or file that the path names, or the settings where no path is given.</summary>
    public string Folder(string? path) => Options(path).Folder;

    /// <summary>Where caches of the knowledge are kept; null for a file without that setting.</summary>
    public string? DataFolder(string? path) =>
        Options(path) is var options && File.Exists(options.Folder) && string.IsNullOrWhiteSpace(settings["Data:Folder"]) ? null : options.DataFolder;

    /// <summary>Reads the knowledge, and prints why it cannot be used if it has errors.</summary>
    public KnowledgeBase? ReadOrExplain(string? path, Screen screen)
    {
        var reading = Read(path);
        if (reading.Knowledge is not null)
        {
            return reading.Knowledge;
        }

        foreach (var problem in reading.Errors)
        {
            screen.Complain(problem.ToString());
        }

        screen.Complain($"hipfaq: the knowledge {Options(path).Folder} has errors, so nothing was done (mend what is listed above).");
        return null;
    }

    /// <summary>
    /// Opens the knowledge with the index that the service keeps in <c>Data:Folder</c>. In memory where that cannot be
    /// written, and for a single file without that setting: nobody expects a folder to appear beside it. The ranker is the one
    /// kept there, or trained now and kept.
    /// </summary>
    /// <exception cref="InvalidDataException">The sentence encoder cannot be used; the message says what to do.</exception>
    public KnowledgeSnapshot Open(KnowledgeBase knowledge, ISentenceEncoder encoder, string? path, Screen screen)
    {
        var options = Options(path);
        var isFileAlone = File.Exists(options.Folder) && string.IsNullOrWhiteSpace(settings["Data:Folder"]);
        var snapshot = isFileAlone ? KnowledgeSnapshot.InMemory(knowledge) : OpenIndex(knowledge, options, screen);
        var rankers = new Rankers(encoder, isFileAlone ? null : options.DataFolder, time);
        if (!rankers.TryFind(snapshot) && EncoderOptions.From(settings).Trains)
        {
            rankers.Train(snapshot, CancellationToken.None);
        }

        return snapshot;
    }

    /// <summary>The sentence encoder that the settings name; null, and why printed, where it cannot be used.</summary>
    public ISentenceEncoder? OpenEncoder(Screen screen)
    {
        try
        {
            return EncoderOptions.From(settings).Open();
        }
        catch (InvalidDataException e)
        {
            screen.Complain($"hipfaq: {e.Message}");
            return null;
        }
    }

    private KnowledgeSnapshot OpenIndex(KnowledgeBase knowledge, KnowledgeOptions options, Screen screen)
    {

        try
        {
            return KnowledgeSnapshot.Open(knowledge, options.DataFolder, time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            screen.Complain($"hipfaq: the index is kept in memory, because {options.DataFolder} cannot be written: {e.Message} (set Data:Folder to a folder that can).");
            return KnowledgeSnapshot.InMemory(knowledge);
        }
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetLocalNow().DateTime);

    private KnowledgeOptions Options(string? path) =>
        KnowledgeOptions.From(path is null ? settings : new ConfigurationBuilder()
            .AddConfiguration(settings)
            .AddInMemoryCollection([new("Knowledge:Folder", path)])
            .Build());
}
