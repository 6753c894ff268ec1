namespace HipFaqBot.Search.Safety;

/// <summary>A warning sign raised by a message.</summary>
/// <param name="Sign">The sign.</param>
/// <param name="Urgency">How fast, with what the message says besides; never below the sign's own.</param>
/// <param name="Why">The concepts that raised it, with their places: <c>calf at word 3</c>. No word of the message.</param>
public sealed record Alert(WarningSign Sign, Urgency Urgency, IReadOnlyList<string> Why)
{
    /// <summary>Of whom the message speaks.</summary>
    public AlertSubject Subject { get; init; }

    /// <summary>What to do for who writes, or for whom they write about.</summary>
    public string Advice => Theirs ?? Sign.AdviceAt(Urgency);

    /// <summary>Whether the message speaks of somebody else, and the advice was not written for that.</summary>
    public bool IsAdvisedAsSelf => Subject == AlertSubject.SomeoneElse && Theirs is null;

    /// <summary>What is asked of who writes, or about whom they write; null where nothing is asked.</summary>
    public string? Ask => (Subject == AlertSubject.SomeoneElse ? Sign.AskForSomeoneElse : null) ?? Sign.Ask;

    /// <summary>
    /// Whether the message leaves it open: the reply is then <see cref="Ask"/>, which says itself what to do if the
    /// answer is yes, so that silence is safe.
    /// </summary>
    public bool IsQuestion { get; init; }

    /// <summary>
    /// Whether no entry at all is served beside it: people ask a harmless question around a grave fact. Beside any other alert those of
    /// <see cref="WarningSign.HeldCategories"/> wait.
    /// </summary>
    public bool HoldsAll => Urgency == Urgency.Emergency || Sign.Kind != SignKind.Medical;

    private string? Theirs => Subject == AlertSubject.SomeoneElse ? Sign.AdviceForSomeoneElseAt(Urgency) : null;
}

/// <summary>Of whom an alert speaks.</summary>
public enum AlertSubject
{
    /// <summary>The person who writes.</summary>
    Self,

    /// <summary>Somebody else: "my mum fell".</summary>
    SomeoneElse,
}
