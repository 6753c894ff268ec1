namespace HipFaqBot.Search.Safety;

/// <summary>The warning signs of one version of the knowledge, with the words by which they are known.</summary>
public sealed class WarningSigns
{
    private readonly Dictionary<string, WarningSign> _byId;
    private readonly Lazy<MessageReader> _reader;

    internal WarningSigns(IReadOnlyList<WarningSign> signs, SignVocabulary vocabulary)
    {
        All = signs;
        Vocabulary = vocabulary;
        _reader = new Lazy<MessageReader>(() => new MessageReader(vocabulary));
        _byId = signs.ToDictionary(sign => sign.Id, StringComparer.Ordinal);
    }

    /// <summary>None: a knowledge base kept as one file has no warning signs.</summary>
    public static WarningSigns None { get; } = new([], SignVocabulary.Empty);

    /// <summary>The signs in the order of their file.</summary>
    public IReadOnlyList<WarningSign> All { get; }

    /// <summary>What stands above the steps where a message speaks of somebody else and the sign has no steps of its own for that; null where nothing does.</summary>
    public string? ForSomeoneElse { get; init; }

    internal SignVocabulary Vocabulary { get; }

    /// <summary>Reads messages by the vocabulary; made at its first use, which takes some tenths of a second.</summary>
    internal MessageReader Reader => _reader.Value;

    /// <summary>Facts on the person that are no signs, with the concepts that tell them: <c>distress</c>, <c>under16</c>, <c>adult</c>, <c>maternity</c>.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<SignPattern>> Notes { get; init; } = new Dictionary<string, IReadOnlyList<SignPattern>>();

    /// <summary>How sure what was learned must be.</summary>
    internal SignThresholds Thresholds { get; init; } = SignThresholds.Standard;

    /// <summary>Hash of the file that they were read from: what is learned sees its concepts.</summary>
    internal string Hash { get; init; } = "";

    /// <summary>The sign of that id, or null.</summary>
    public WarningSign? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The lines of a Markdown list without their bullets.</summary>
    public static IReadOnlyList<string> StepsOf(string advice) =>
        [.. advice.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.StartsWith("- ", StringComparison.Ordinal) ? line[2..].Trim() : line)];
}
