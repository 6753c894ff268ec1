using HipFaqBot.Search.Safety.Learning;

namespace HipFaqBot.Search.Safety;

/// <summary>How sure what was learned must be to raise an alert where no pattern does, and to overrule one: <c>thresholds</c> of warning-signs.yaml, each from 0 to 1.</summary>
internal sealed record SignThresholds
{
    public static SignThresholds Standard { get; } = new();

    /// <summary>
    /// A pattern stands where what was learned finds its sign at least this likely. Where it finds any sign so likely, the message alerts still,
    /// with the likeliest. Chosen, as what stands below, on 4,000 messages and 2,800 pairs of six hands that nothing had been learned from.
    /// </summary>
    public float Stands { get; init; } = 0.4f;

    /// <summary>The same for the signs whose false alarm is preferred to a miss.</summary>
    public float StandsPreferred { get; init; } = 0.3f;

    /// <summary>
    /// A pattern that was overruled in the whole message stands where what it tells, judged without what it asks, is at least this likely to hold
    /// a sign. Below, as below <see cref="Told"/>, each further sign that is found costs a calm message or more.
    /// </summary>
    public float StandsTold { get; init; } = 0.9f;

    /// <summary>What a message tells raises an alert without a pattern from here on.</summary>
    public float Told { get; init; } = 0.98f;

    /// <summary>In a message that alerts, a pattern of a more urgent sign than the likeliest stands from here on.</summary>
    public float Graver { get; init; } = 0.03f;

    /// <summary>
    /// What an alert without a pattern needs, so that the next false alarm among ordinary questions buys about as many signs with each evidence.
    /// The false alarms that are left stand near the sign's own concepts, so that those need no less than others.
    /// </summary>
    public AlertThresholds Alert { get; init; } = new() { Own = 0.87f, Divided = 0.75f, Any = 0.88f, SetAside = 0.9f, None = 0.9f };

    /// <summary>
    /// The same for the signs that are to be seen within days. Each is pain beside a reason to look, so that one whose reason is not said needs more;
    /// and least is lost where a line above the answer is missing.
    /// </summary>
    public AlertThresholds AlertSoon { get; init; } = new() { Own = 0.87f, Divided = 0.75f, Any = 0.95f, SetAside = 0.9f, None = 0.95f };

    /// <summary>The same for the signs whose false alarm is preferred to a miss, where the message is judged whole.</summary>
    public AlertThresholds AlertPreferred { get; init; } = new() { Own = 0.7f, Divided = 0.7f, Any = 0.88f, SetAside = 0.5f, None = 0.75f };

    /// <summary>The same where only a piece of the message is judged: a story has many of them, and one looks grave by chance.</summary>
    public AlertThresholds AlertPreferredInPiece { get; init; } = new() { Own = 0.97f, Divided = 0.97f, Any = 0.995f, None = 0.998f };

    /// <summary>Where the sentence encoder has not judged beside the words, so much more is needed, though never more than this.</summary>
    private const float ByWords = 0.02f;

    private const float MostByWords = 0.98f;

    /// <summary>What an alert needs.</summary>
    /// <param name="meaning">Whether the sentence encoder has judged.</param>
    /// <param name="whole">Whether all of the message is judged, or a piece of it.</param>
    public float Of(WarningSign sign, SignEvidence evidence, bool meaning, bool whole)
    {
        var of = (sign.PrefersAlarm, whole, sign.Urgency) switch
        {
            (true, true, _) => AlertPreferred,
            (true, false, _) => AlertPreferredInPiece,
            (_, _, Urgency.Soon) => AlertSoon,
            _ => Alert,
        };
        var needed = evidence switch
        {
            SignEvidence.Own => of.Own,
            SignEvidence.Divided => of.Divided,
            SignEvidence.Any => of.Any,
            SignEvidence.SetAside => of.SetAside,
            _ => of.None,
        };
        return meaning || evidence == SignEvidence.SetAside ? needed : Math.Max(needed, Math.Min(MostByWords, needed + ByWords));
    }
}

/// <summary>What an alert needs, by what the concepts near it say.</summary>
internal sealed record AlertThresholds
{
    /// <summary>One of the sign's own is said plainly.</summary>
    public required float Own { get; init; }

    /// <summary>One is, and another is denied, over, imagined or asked about.</summary>
    public required float Divided { get; init; }

    /// <summary>One of another sign is.</summary>
    public required float Any { get; init; }

    /// <summary>None is said.</summary>
    public required float None { get; init; }

    /// <summary>All that are said are denied, over, imagined or asked about.</summary>
    public float SetAside { get; init; } = 0.97f;
}
