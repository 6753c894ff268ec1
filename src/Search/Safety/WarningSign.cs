using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Safety;

/// <summary>Something that a person may write for which general advice on hips is the wrong answer.</summary>
/// <param name="Id">Its id: <c>rf-calf-clot</c>.</param>
/// <param name="Title">What it is, in plain words.</param>
/// <param name="Urgency">How fast to be seen where nothing raises it.</param>
/// <param name="Advice">What to do, a Markdown list; <c>{number}</c> stands for the emergency number (see <see cref="Site.Fill"/>).</param>
/// <param name="Sources">What the advice rests on; empty for advice that no source was found for.</param>
/// <param name="EntryId">The entry that says more, or null.</param>
/// <param name="HeldCategories">Categories whose answers are held back while the sign stands.</param>
public sealed record WarningSign(
    string Id, string Title, Urgency Urgency, string Advice, IReadOnlyList<Source> Sources, string? EntryId,
    IReadOnlyList<string> HeldCategories)
{
    /// <summary>Messages that must raise it.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Messages that look like it and must not.</summary>
    public IReadOnlyList<string> LookAlikes { get; init; } = [];

    /// <summary>Whether a false alarm is preferred to a miss.</summary>
    public bool PrefersAlarm { get; init; }

    /// <summary>What to do, step by step: <see cref="Advice"/> without its bullets.</summary>
    public IReadOnlyList<string> Steps => WarningSigns.StepsOf(Advice);

    /// <summary>What to do for somebody else, where it differs: "do not move them"; null where <see cref="Advice"/> does for both.</summary>
    public string? AdviceForSomeoneElse { get; init; }

    /// <summary>What to do instead where the message makes it more urgent, by that urgency; "see someone today" is no step of an emergency.</summary>
    public IReadOnlyDictionary<Urgency, string> AdviceIfRaised { get; init; } = new Dictionary<Urgency, string>();

    /// <summary><see cref="AdviceIfRaised"/> for somebody else, where it differs.</summary>
    public IReadOnlyDictionary<Urgency, string> AdviceForSomeoneElseIfRaised { get; init; } = new Dictionary<Urgency, string>();

    /// <summary>What to do at an urgency.</summary>
    public string AdviceAt(Urgency urgency) => urgency > Urgency ? AdviceIfRaised.GetValueOrDefault(urgency, Advice) : Advice;

    /// <summary>What to do for somebody else at an urgency; null where <see cref="AdviceAt"/> does for both.</summary>
    public string? AdviceForSomeoneElseAt(Urgency urgency) =>
        urgency > Urgency ? AdviceForSomeoneElseIfRaised.GetValueOrDefault(urgency) : AdviceForSomeoneElse;

    /// <summary>The higher urgencies that a message can give it.</summary>
    public IReadOnlyList<Urgency> HigherUrgencies =>
        [.. Raised.Concat(Patterns).Select(pattern => pattern.Urgency ?? Urgency).Where(urgency => urgency > Urgency).Distinct().Order()];

    /// <summary>The short question for a message that leaves it open; it says itself what to do if the answer is yes. Null where none is asked.</summary>
    public string? Ask { get; init; }

    /// <summary>The same question about somebody else, where it differs; null where <see cref="Ask"/> does for both.</summary>
    public string? AskForSomeoneElse { get; init; }

    /// <summary>What manner of reply it needs.</summary>
    public SignKind Kind { get; init; }

    /// <summary>Whose numbers its card names besides those of its kind and urgency: the poison line for too much medicine.</summary>
    public IReadOnlyList<HelpPurpose> Numbers { get; init; } = [];

    /// <summary>The concepts that leave it open whether it is the sign, and so lead to the question.</summary>
    internal IReadOnlyList<SignPattern> Ambiguous { get; init; } = [];

    /// <summary>The concepts that raise it, each pattern by itself.</summary>
    internal IReadOnlyList<SignPattern> Patterns { get; init; } = [];

    /// <summary>Concepts that speak for it in what was learned, though they raise it only with others; those of its patterns always do.</summary>
    internal IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Those of its patterns that wait for a clinician's judgement until <see cref="ReviewedBy"/> names one.</summary>
    internal IReadOnlyList<SignPair> Pairs { get; init; } = [];

    /// <summary>The clinician who signed it, or null.</summary>
    internal string? ReviewedBy { get; init; }

    /// <summary>Where it stands in its file.</summary>
    internal SignLines Lines { get; init; } = SignLines.None;

    /// <summary>What makes it more urgent once it is raised.</summary>
    internal IReadOnlyList<SignPattern> Raised { get; init; } = [];
}

/// <summary>What manner of reply a sign needs.</summary>
public enum SignKind
{
    /// <summary>The card with what to do now.</summary>
    Medical,

    /// <summary>Thoughts of suicide or self-harm: people to talk to, and nothing beside them.</summary>
    Crisis,

    /// <summary>Hurt by another person: help, and how to leave no trace on the screen.</summary>
    Violence,
}
