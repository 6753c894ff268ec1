namespace HipFaqBot.Search.Knowledge;

/// <summary>The knowledge as it was when the program began, read on other threads while the host is put together.</summary>
internal sealed class FirstReading
{
    private readonly string _folder;
    private readonly DateOnly _today;
    private readonly int _fingerprint;
    private readonly Lazy<KnowledgeReading> _reading;

    /// <summary>Begins to read.</summary>
    public FirstReading(string folder, DateOnly today)
    {
        _folder = folder;
        _today = today;
        _fingerprint = FolderFingerprint.Of(folder);
        _reading = Ahead.Make(() => KnowledgeReader.Read(folder, today));
    }

    /// <summary>What was read, if it is the same folder, unchanged since, and the same day; else null.</summary>
    public KnowledgeReading? Of(string folder, DateOnly today, int fingerprint) =>
        folder == _folder && today == _today && fingerprint == _fingerprint ? _reading.Value : null;
}
