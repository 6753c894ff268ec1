using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching.Large;
using HipFaqBot.Search.Safety.Learning;

namespace HipFaqBot.Search.Matching.Learning;

/// <summary>
/// Gives a snapshot its ranker: from the disk, where rankers are kept by the hash of all they learn from, or as it was shipped with the
/// program, or trained now. An edit of
/// an answer's text changes no hash and trains nothing. Files are written whole and renamed into place, so programs may share the
/// folder. It is only a cache: what is missing or damaged is trained again.
/// </summary>
/// <param name="encoder">Reads the phrasings and the questions.</param>
/// <param name="dataFolder">Where the service writes; rankers go to <c>ranker</c> below it. Null: nothing is kept.</param>
/// <param name="shipped">A folder like it that was filled when the program was published; only read. Null, or not there: none.</param>
public sealed class Rankers(ISentenceEncoder encoder, string? dataFolder, TimeProvider time, string? shipped = null)
{
    /// <summary>Raised with any change of features, training or file, so that a ranker of an older program is not taken.</summary>
    private const int Version = 10;

    private const string Extension = ".ranker";

    /// <summary>A file that nobody has used for so long is removed.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const string Subfolder = "ranker";

    private readonly string? _folder = dataFolder is null ? null : Path.Combine(dataFolder, Subfolder);

    // Set and taken by the one thread that publishes.
    private (KnowledgeBase Knowledge, Lazy<Ranker?> Ranker)? _ahead;

    private readonly SignModels _signs = new(encoder, dataFolder, time, shipped);

    /// <summary>How many rankers were trained here.</summary>
    public int Trained { get; private set; }

    /// <summary>Why the last ranker that was trained could not be kept, so that the next start trains again; null if it was kept.</summary>
    public string? NotKept { get; private set; }

    /// <summary>Whether a ranker would be trained for this knowledge, which takes seconds; of very few or very many phrasings none is.</summary>
    public static bool CanLearn(KnowledgeBase knowledge) => RankerTraining.CanLearn(knowledge);

    /// <summary>
    /// Gives the snapshot the ranker that was kept for its phrasings, and its detector what was learned from its messages; false if
    /// either is wanting.
    /// </summary>
    public bool TryFind(KnowledgeSnapshot snapshot) =>
        _signs.TryFind(snapshot.Knowledge, snapshot.Detector) & TryFindRanker(snapshot);

    /// <summary>Begins to read what was learned of this knowledge, for the <see cref="TryFind"/> that follows.</summary>
    internal void ReadAhead(KnowledgeBase knowledge)
    {
        _ahead = (knowledge, Ahead.Make(() => Read(KeyOf(knowledge))));
        _signs.ReadAhead(knowledge);
    }

    private bool TryFindRanker(KnowledgeSnapshot snapshot)
    {
        var begun = _ahead;
        _ahead = null;
        if ((begun is var (knowledge, ahead) && knowledge == snapshot.Knowledge ? ahead.Value : Read(KeyOf(snapshot.Knowledge))) is not { } ranker)
        {
            return false;
        }

        snapshot.Use(ranker, encoder);
        return true;
    }

    private Ranker? Read(string key) =>
        Read(_folder, key, isOwn: true) ?? Read(shipped is null ? null : Path.Combine(shipped, Subfolder), key, isOwn: false);

    private Ranker? Read(string? folder, string key, bool isOwn)
    {
        try
        {
            if (folder is null || PlaceOf(folder, key) is not { } place || !File.Exists(place))
            {
                return null;
            }

            Ranker? ranker;
            using (var file = File.OpenRead(place))
            {
                ranker = RankerFile.Read(key, file);
            }

            if (isOwn && ranker is not null)
            {
                File.SetLastWriteTimeUtc(place, time.GetUtcNow().UtcDateTime);
            }

            return ranker;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone since it was looked for, or not to be read here: it is trained again.
            return null;
        }
    }

    /// <summary>
    /// Trains a ranker for the snapshot, gives it to it and keeps it. Some twenty seconds of one thread for 9,000 texts, and
    /// as many more when they are encoded for the first time. Where there are too few, words alone decide; where there are too many, the
    /// phrasings are encoded, and nothing is learned.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled; the snapshot is as before.</exception>
    public void Train(KnowledgeSnapshot snapshot, CancellationToken cancellationToken)
    {
        var vectors = new VectorCache(encoder, dataFolder, time, shipped);
        if (!_signs.TryFind(snapshot.Knowledge, snapshot.Detector))
        {
            _signs.Train(snapshot.Knowledge, snapshot.Detector, vectors, cancellationToken);
        }

        if (snapshot.IsTrained) // Only what the detector learns was wanting.
        {
            return;
        }

        if (snapshot.IsLarge)
        {
            snapshot.Use(CandidateVectors.Of(snapshot.Knowledge, snapshot.Analyzer, encoder, vectors, cancellationToken));
            return;
        }

        if (RankerTraining.Train(snapshot.Knowledge, snapshot.Analyzer, vectors, cancellationToken) is not { } ranker)
        {
            return;
        }

        Trained++;
        snapshot.Use(ranker, encoder);
        if (_folder is not null)
        {
            Keep(KeyOf(snapshot.Knowledge), ranker);
        }
    }

    private void Keep(string key, Ranker ranker)
    {
        try
        {
            Directory.CreateDirectory(_folder!);
            var place = PlaceOf(_folder!, key);
            var unfinished = $"{place}.{Guid.NewGuid():N}";
            File.WriteAllBytes(unfinished, RankerFile.Write(key, ranker));
            File.Move(unfinished, place, overwrite: true);
            NotKept = null;
            foreach (var old in new DirectoryInfo(_folder!).GetFiles().Where(file => time.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > Kept))
            {
                old.Delete();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            NotKept = e.Message;
        }
    }

    private static string PlaceOf(string folder, string key) => Path.Combine(folder, key[..32] + Extension);

    /// <summary>The hash of all that a ranker learns from: ids, phrasings, decoys, synonyms, the sample of strangers and the encoder.</summary>
    private string KeyOf(KnowledgeBase knowledge)
    {
        using var hash = new TextHash();
        hash.Add([$"{Version}", encoder.Id, knowledge.Synonyms]);
        foreach (var entry in knowledge.Entries)
        {
            hash.Add([entry.Id, entry.Name ?? "", entry.Question, .. entry.Phrasings]);
        }

        foreach (var topic in knowledge.Decoys)
        {
            hash.Add(["", .. topic]);
        }

        hash.Add(knowledge.OutOfScope);
        return hash.Finish();
    }
}
