namespace HipFaqBot.Bot.Conversation;

/// <summary>What the bot says to one message, and what it keeps of it.</summary>
/// <param name="Reply">The reply.</param>
/// <param name="Memory">What is kept of the person.</param>
internal sealed record Said(Activity Reply, PersonMemory Memory)
{
    /// <summary>Whether the reply is for the person's eyes alone: it speaks of a warning sign.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>
    /// The same for a thread where others read along, in case the person's own chat cannot be opened: the advice without the sign's
    /// name. Null where even that would tell: self-harm, and harm by another person.
    /// </summary>
    public Activity? InOpen { get; init; }

    /// <summary>The sign that the person says is not happening; null where nothing was said of the kind.</summary>
    public SuspectedFalseAlarm? FalseAlarm { get; init; }
}
