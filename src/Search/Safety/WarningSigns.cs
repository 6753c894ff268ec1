namespace HipFaqBot.Search.Safety;

/// <summary>The warning signs of one version of the knowledge, with the words by which they are known.</summary>
public sealed class WarningSigns
{
    private readonly Dictionary<string, WarningSign> _byId;

    internal WarningSigns(IReadOnlyList<WarningSign> signs, SignVocabulary vocabulary)
    {
        All = signs;
        Vocabulary = vocabulary;
        _byId = signs.ToDictionary(sign => sign.Id, StringComparer.Ordinal);
    }

    /// <summary>None: a knowledge base kept as one file has no warning signs.</summary>
    public static WarningSigns None { get; } = new([], SignVocabulary.Empty);

    /// <summary>The signs in the order of their file.</summary>
    public IReadOnlyList<WarningSign> All { get; }

    internal SignVocabulary Vocabulary { get; }

    /// <summary>The sign of that id, or null.</summary>
    public WarningSign? Find(string id) => _byId.GetValueOrDefault(id);
}
