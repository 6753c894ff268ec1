using System.Security.Cryptography;
using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Safety.Learning;

/// <summary>
/// Gives a detector what is learned from its messages: from the disk, where it is kept by the hash of all it was learned from, or
/// learned now. It is only a cache: what is missing or damaged is learned again.
/// </summary>
/// <param name="dataFolder">Where the service writes; files go to <c>signs</c> below it. Null: nothing is kept.</param>
internal sealed class SignModels(ISentenceEncoder encoder, string? dataFolder, TimeProvider time)
{
    /// <summary>Raised with any change of features, training or file.</summary>
    private const int Version = 2;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly string? _folder = dataFolder is null ? null : Path.Combine(dataFolder, "signs");

    /// <summary>Whether the detector has what it can have: nothing to learn, or learned and kept before.</summary>
    public bool TryFind(KnowledgeBase knowledge, WarningSignDetector detector)
    {
        if (knowledge.SignMessages.Count == 0)
        {
            return true;
        }

        var key = KeyOf(knowledge);
        if (detector.Learned?.Key == key)
        {
            return true;
        }

        try
        {
            if (_folder is not null && PlaceOf(key) is var place && File.Exists(place)
                && SignModelFile.Read(key, File.ReadAllBytes(place), knowledge.WarningSigns, encoder) is { } model)
            {
                File.SetLastWriteTimeUtc(place, time.GetUtcNow().UtcDateTime);
                detector.Use(model);
                return true;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone since it was looked for, or not to be read here: it is learned again.
        }

        return false;
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
            var unfinished = $"{PlaceOf(key)}.{Guid.NewGuid():N}";
            File.WriteAllBytes(unfinished, SignModelFile.Write(key, model));
            File.Move(unfinished, PlaceOf(key), overwrite: true);
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

    private string PlaceOf(string key) => Path.Combine(_folder!, key[..32] + ".signs");

    private string KeyOf(KnowledgeBase knowledge)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add($"{Version} {encoder.Id} {knowledge.WarningSigns.Hash}");
        foreach (var (text, sign) in SignLearner.Lessons(knowledge))
        {
            Add($"{sign} {text}");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(string text)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }
    }
}
