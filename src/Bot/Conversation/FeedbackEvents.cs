namespace HipFaqBot.Bot.Conversation;

/// <summary>Tells whoever listens what people think of answers. Nothing waits for a listener.</summary>
public sealed class FeedbackEvents
{
    /// <summary>Somebody says whether an answer helped.</summary>
    public event Action<AnswerFeedback>? FeedbackGiven;

    internal void Raise(AnswerFeedback feedback) => FeedbackGiven?.Invoke(feedback);
}

/// <summary>What a person thinks of an answer.</summary>
/// <param name="IsHelpful">Thumb up, or down.</param>
/// <param name="Entry">Id of the entry; null where it is not known.</param>
/// <param name="Comment">What they wrote to it, never to be logged; null where they wrote nothing.</param>
public sealed record AnswerFeedback(bool IsHelpful, string? Entry, string? Comment);
