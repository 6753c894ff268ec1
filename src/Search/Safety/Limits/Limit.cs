namespace HipFaqBot.Search.Safety;

/// <summary>Something that the bot never does, and the kind, fixed reply to who asks for it.</summary>
/// <param name="Id">Its id: <c>dose</c>.</param>
/// <param name="Reply">What is said instead, with the right next step; Markdown.</param>
/// <param name="ShowsAnswer">Whether the entry that was found stands below, as cautions and never as a yes.</param>
public sealed record Limit(string Id, string Reply, bool ShowsAnswer)
{
    /// <summary>Whether it is about a medicine: who is pregnant is then sent to the maternity team first.</summary>
    public bool IsMedicine { get; init; }

    /// <summary>Messages that ask for it.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Messages that do not, though they look like it.</summary>
    public IReadOnlyList<string> LookAlikes { get; init; } = [];
}
