namespace HipFaqBot.Search.Safety;

/// <summary>
/// What the bot never does, known by the same concepts and patterns as warning signs are, without their cues: a request stays one
/// whether it is imagined, asked to learn or put off. Safe for many threads.
/// </summary>
public sealed class Limits
{
    private readonly Dictionary<string, Limit> _byId;
    private readonly WarningSignDetector _detector;

    internal Limits(IReadOnlyList<Limit> all, WarningSigns patterns)
    {
        All = all;
        _byId = all.ToDictionary(limit => limit.Id, StringComparer.Ordinal);
        _detector = new WarningSignDetector(patterns);
    }

    /// <summary>None: a knowledge base kept as one file has no limits.</summary>
    public static Limits None { get; } = new([], WarningSigns.None);

    /// <summary>By concept, the id of the entry that has the cautions for such a medicine.</summary>
    public IReadOnlyDictionary<string, string> Cautions { get; init; } = new Dictionary<string, string>();

    /// <summary>In the order of the file, by which the first of several leads.</summary>
    public IReadOnlyList<Limit> All { get; }

    /// <summary>What is said to who sends a picture; null where the knowledge has no such limit.</summary>
    public Limit? Pictures => _byId.GetValueOrDefault("results");

    /// <summary>The limit that the message asks the bot to pass, or null.</summary>
    /// <param name="text">As typed.</param>
    public Limit? Detect(string text) => _detector.Detect(text) is { } found ? _byId[found.Sign.Id] : null;

    /// <summary>The entry with the cautions for the first medicine that the message names, or null.</summary>
    /// <param name="text">As typed.</param>
    public string? CautionsFor(string text) => Cautions.Count == 0 ? null
        : _detector.Detect(text, [], DateTimeOffset.UnixEpoch).Trace.Mentions
            .Select(mention => Cautions.GetValueOrDefault(mention.Concept)).FirstOrDefault(entry => entry is not null);
}
