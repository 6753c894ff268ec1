namespace HipFaqBot.Search.Safety;

/// <summary>
/// What the bot never does, known by the same concepts and patterns as warning signs are, without their cues: a request stays one
/// whether it is imagined, asked to learn or put off. Safe for many threads.
/// </summary>
public sealed class Limits
{
    /// <summary>A pregnancy, as if it had been told of in the message before.</summary>
    private static readonly MessageTrace[] ToldBefore =
        [new(DateTimeOffset.UnixEpoch, [new TracedMention("pregnant", FromEnd: 0, ToEnd: 0, MentionScope.None)], Asked: null)];

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
    /// <param name="isPregnant">Whether it is known from before that who asks is pregnant, or gave birth lately.</param>
    public Limit? Detect(string text, bool isPregnant = false) =>
        _detector.Detect(text, isPregnant ? ToldBefore : [], DateTimeOffset.UnixEpoch).First is { } found ? _byId[found.Sign.Id] : null;

    /// <summary>The entry with the cautions for the first medicine that the message names, or null.</summary>
    /// <param name="text">As typed.</param>
    public string? CautionsFor(string text) => Cautions.Count == 0 ? null
        : _detector.Detect(text, [], DateTimeOffset.UnixEpoch).Trace.Mentions
            .Select(mention => Cautions.GetValueOrDefault(mention.Concept)).FirstOrDefault(entry => entry is not null);
}
