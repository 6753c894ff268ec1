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

    /// <summary>The concepts that raise it, each pattern by itself.</summary>
    internal IReadOnlyList<SignPattern> Patterns { get; init; } = [];

    /// <summary>What makes it more urgent once it is raised.</summary>
    internal IReadOnlyList<SignPattern> Raised { get; init; } = [];
}
