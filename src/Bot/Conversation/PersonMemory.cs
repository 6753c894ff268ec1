using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot.Conversation;

/// <summary>
/// What is kept of one person in one conversation: concepts, signs and entries by their names, with times. Never a word of what they
/// wrote.
/// </summary>
internal sealed record PersonMemory
{
    /// <summary>How long an alert is remembered.</summary>
    public static readonly TimeSpan AlertSpan = TimeSpan.FromHours(1);

    public static PersonMemory Empty { get; } = new();

    /// <summary>What the last messages said.</summary>
    public IReadOnlyList<MessageTrace> Traces { get; init; } = [];

    /// <summary>Signs of the last hour that the person was told of, each with the highest urgency and the last time.</summary>
    public IReadOnlyList<GivenAlert> Given { get; init; } = [];

    /// <summary>The emergency whose line stands above each answer; null when the person has said that it is over.</summary>
    public GivenAlert? Standing { get; init; }

    /// <summary>What was found for the question that an alert held back.</summary>
    public Finding? Held { get; init; }

    public bool IsUnder16 { get; init; }

    public bool IsMaternity { get; init; }

    public bool HadCrisis { get; init; }

    /// <summary>Signs found in words that were no message, each with the time when the person was written to.</summary>
    public IReadOnlyList<OverheardSign> Overheard { get; init; } = [];

    /// <summary>Notes that the person was written to about a sign in words that were no message.</summary>
    public PersonMemory Overhear(string sign, DateTimeOffset now) => this with
    {
        Overheard = [.. Overheard.Where(one => one.Sign != sign && now - one.Time < AlertSpan), new OverheardSign(sign, now)],
    };

    /// <summary>The same without what is more than an hour old.</summary>
    public PersonMemory At(DateTimeOffset now)
    {
        var given = Given.Where(one => now - one.Time < AlertSpan).ToArray();
        return this with
        {
            Given = given,
            Standing = Standing is { } alert && now - alert.Time < AlertSpan ? alert : null,
            Held = given.Length == 0 && Traces is not [.., { Asked: not null }] ? null : Held,
        };
    }

    /// <summary>
    /// Whether the sign's advice was given within the hour at this urgency or above, so that one line will do. Where a false alarm is
    /// preferred to a miss it never will.
    /// </summary>
    public bool HasGiven(Alert alert) => !alert.Sign.PrefersAlarm && Knows(alert) is { InFull: true };

    /// <summary>Whether the person was told of the sign within the hour, in full or by its name.</summary>
    public bool HasTold(Alert alert) => Knows(alert) is not null;

    /// <summary>Notes that the advice of an alert was given in full.</summary>
    public PersonMemory Gave(Alert alert, DateTimeOffset now)
    {
        var given = new GivenAlert(alert.Sign.Id, alert.Urgency, now, InFull: true);
        return Noted(given) with
        {
            Standing = alert.Urgency == Urgency.Emergency ? given : Standing,
            HadCrisis = HadCrisis || alert.Sign.Kind == SignKind.Crisis,
        };
    }

    /// <summary>Notes that an alert was named beside the one that led.</summary>
    public PersonMemory Told(Alert alert, DateTimeOffset now) =>
        Noted(new GivenAlert(alert.Sign.Id, alert.Urgency, now, InFull: HasGiven(alert)));

    /// <summary>Notes that the person says it is not happening: nothing stands, and nothing is held back for it.</summary>
    public PersonMemory Released() => this with { Standing = null, Held = null, Given = [.. Given.Select(one => one with { IsOver = true })] };

    /// <summary>Notes what a message says of the person besides signs.</summary>
    public PersonMemory Knowing(IReadOnlyList<string> notes) => this with
    {
        IsUnder16 = notes.Contains("under16") || (IsUnder16 && !notes.Contains("adult")),
        IsMaternity = IsMaternity || notes.Contains("maternity"),
    };

    /// <summary>Notes what the present message said.</summary>
    /// <param name="asked">Id of the sign whose question the reply asks, or null.</param>
    public PersonMemory Heard(Detection heard, string? asked) => this with
    {
        Traces = [.. Traces.Where(trace => heard.Trace.Time - trace.Time <= WarningSignDetector.Memory).TakeLast(WarningSignDetector.EarlierMessages - 1), heard.Trace with { Asked = asked }],
    };

    private GivenAlert? Knows(Alert alert) => Given.FirstOrDefault(given => given.Sign == alert.Sign.Id && given.Urgency >= alert.Urgency);

    private PersonMemory Noted(GivenAlert given) => this with { Given = [.. Given.Where(one => one.Sign != given.Sign), given] };
}

/// <summary>An alert that a person was told of.</summary>
/// <param name="Sign">Id of the sign.</param>
/// <param name="Urgency">How fast.</param>
/// <param name="Time">When.</param>
/// <param name="InFull">Whether its whole advice was given, and not its name alone.</param>
/// <param name="IsOver">Whether the person has said since that it is not happening.</param>
internal sealed record GivenAlert(string Sign, Urgency Urgency, DateTimeOffset Time, bool InFull = true, bool IsOver = false);

/// <summary>A sign in words that were no message.</summary>
/// <param name="Sign">Id of the sign.</param>
/// <param name="Time">When the person was written to.</param>
internal sealed record OverheardSign(string Sign, DateTimeOffset Time);
