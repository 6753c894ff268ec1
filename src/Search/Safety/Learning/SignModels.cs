using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Safety.Learning;

/// <summary>
/// Gives a detector what is learned from its messages: from the disk, where it is kept by the hash of all it was learned from, or
/// learned now. It is only a cache: what is missing or damaged is learned again.
/// </summary>
/// <param name="dataFolder">Where the service writes; files go to <c>signs</c> below it. Null: nothing is kept.</param>
/// <param name="shipped">A folder like it that was filled when the program was published; only read.</param>
internal sealed class SignModels(ISentenceEncoder encoder, string? dataFolder, TimeProvider time, string? shipped = null)
{
    /// <summary>Raised with any change of how messages are read, of features, training or file.</summary>
    private const int Version = 11;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const string Subfolder = "signs";

    private readonly string? _folder = dataFolder is null ? null : Path.Combine(dataFolder, Subfolder);

    // Set and taken by the one thread that publishes.
    private (KnowledgeBase Knowledge, Lazy<SignModel?> Model)? _ahead;

    /// <summary>Begins to read what was learned of this knowledge, for the <see cref="TryFind"/> that follows.</summary>
    public void ReadAhead(KnowledgeBase knowledge) => _ahead = (knowledge, Ahead.Make(() => Read(KeyOf(knowledge), knowledge)));

    /// <summary>Whether the detector has what it can have: nothing to learn, or learned and kept before.</summary>
    public bool TryFind(KnowledgeBase knowledge, WarningSignDetector detector)
    {
        if (knowledge.SignMessages.Count == 0)
        {
            return true;
        }

        var begun = _ahead;
        _ahead = null;
        if (detector.Learned is { } learned && learned.Key == KeyOf(knowledge))
        {
            return true;
        }

        if ((begun is var (known, ahead) && known == knowledge ? ahead.Value : Read(KeyOf(knowledge), knowledge)) is not { } model)
        {
            return false;
        }

        detector.Use(model);
        return true;
    }

    private SignModel? Read(string key, KnowledgeBase knowledge) =>
        knowledge.SignMessages.Count == 0 ? null
        : Read(_folder, key, knowledge, isOwn: true) ?? Read(shipped is null ? null : Path.Combine(shipped, Subfolder), key, knowledge, isOwn: false);

    private SignModel? Read(string? folder, string key, KnowledgeBase knowledge, bool isOwn)
    {
        try
        {
            if (folder is null || PlaceOf(folder, key) is not { } place || !File.Exists(place))
            {
                return null;
            }

            SignModel? model;
            using (var file = File.OpenRead(place))
            {
                model = SignModelFile.Read(key, file, knowledge.WarningSigns, encoder);
            }

            if (isOwn && model is not null)
            {
                File.SetLastWriteTimeUtc(place, time.GetUtcNow().UtcDateTime);
            }

            return model;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone since it was looked for, or not to be read here: it is learned again.
            return null;
        }
    }

    /// <summary>Learns from the knowledge, gives it to the detector and keeps it where it can.</summary>
    public void Train(KnowledgeBase knowledge, WarningSignDetector detector, VectorCache vectors, CancellationToken cancellationToken)
    {
        var key = KeyOf(knowledge);
        if (SignLearner.Learn(knowledge, encoder, vectors, key, cancellationToken) is not { } model)
        {
            return;
        }

        detector.Use(model);
        if (_folder is null)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(_folder);
            var place = PlaceOf(_folder, key);
            var unfinished = $"{place}.{Guid.NewGuid():N}";
            File.WriteAllBytes(unfinished, SignModelFile.Write(key, model));
            File.Move(unfinished, place, overwrite: true);
            foreach (var old in new DirectoryInfo(_folder).GetFiles().Where(file => time.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > Kept))
            {
                old.Delete();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not kept: the next start learns again. A full disk is told of by the ranker, which is kept beside it.
        }
    }

    private static string PlaceOf(string folder, string key) => Path.Combine(folder, key[..32] + ".signs");

    /// <summary>
    /// The hash of all that the lessons are made of. Not of the lessons: whether a question is one depends on its having no sign, and to
    /// look for signs in a thousand questions took half a second of every start.
    /// </summary>
    private string KeyOf(KnowledgeBase knowledge)
    {
        using var hash = new TextHash();
        hash.Add([$"{Version}", encoder.Id, knowledge.WarningSigns.Hash]);
        var messages = new List<string>(2 * knowledge.SignMessages.Count);
        foreach (var message in knowledge.SignMessages)
        {
            messages.Add(message.Sign ?? "");
            messages.Add(message.Text);
        }

        hash.Add(messages);

        foreach (var entry in knowledge.Entries)
        {
            hash.Add([entry.Warning ?? "", entry.Category, entry.Question, .. entry.Phrasings]);
        }

        foreach (var topic in knowledge.Decoys)
        {
            hash.Add(topic);
        }

        hash.Add(knowledge.OutOfScope);
        return hash.Finish();
    }
}
