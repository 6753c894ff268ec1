namespace HipFaqBot.Search.Safety;

/// <summary>
/// What one message said, as concepts and known words and never as text: plain, so that a bot can keep it for a few minutes and hand it to the
/// detector with the next message.
/// </summary>
/// <param name="Time">When it came.</param>
/// <param name="Mentions">The concepts in it, in its order.</param>
/// <param name="Asked">Id of the sign whose question the reply to it asked; the bot sets it. Null where none was asked.</param>
public sealed record MessageTrace(DateTimeOffset Time, IReadOnlyList<TracedMention> Mentions, string? Asked)
{
    /// <summary>
    /// Its last words, those of the signs' own vocabulary as hashes of their stems, any other as 0: so a wording that is cut in two
    /// ("numb between", "my legs") is found with the next message. Empty where the message raised a sign by itself.
    /// </summary>
    public IReadOnlyList<uint> LastWords { get; init; } = [];
}

/// <summary>A concept said in an earlier message.</summary>
/// <param name="Concept">Its name.</param>
/// <param name="FromEnd">Words from its first word to the message's end, breaks counted.</param>
/// <param name="ToEnd">Words from its last word to the message's end, breaks counted.</param>
/// <param name="Scope">What the words around do to it.</param>
public sealed record TracedMention(string Concept, int FromEnd, int ToEnd, MentionScope Scope);

/// <summary>What the words around a concept do to it.</summary>
[Flags]
public enum MentionScope
{
    /// <summary>It is said as it is.</summary>
    None = 0,

    /// <summary>It is denied: "no fever".</summary>
    Denied = 1,

    /// <summary>It is long past: "a fever last year".</summary>
    Past = 2,

    /// <summary>It is over: "the fever has gone".</summary>
    Settled = 4,

    /// <summary>It is asked about to learn: "what is a fever".</summary>
    Educational = 8,

    /// <summary>It is imagined: "if I get a fever".</summary>
    Hypothetical = 16,

    /// <summary>It is said of somebody else: "my mum has a fever".</summary>
    SomeoneElse = 32,
}
