using System.Diagnostics.Metrics;

namespace HipFaqBot.Bot.Conversation;

/// <summary>
/// Counts what people think of answers, and tells whoever listens. Nothing waits for a listener, and no word of a person's is counted
/// or kept here.
/// </summary>
public sealed class FeedbackEvents
{
    // By entry, as far as it is known, and by reaction: like or dislike.
    private static readonly Counter<long> Given = BotMeter.Meter.CreateCounter<long>("bot.feedback", description: "Thumbs under answers.");

    /// <summary>Somebody says whether an answer helped.</summary>
    public event Action<AnswerFeedback>? FeedbackGiven;

    internal void Raise(AnswerFeedback feedback)
    {
        Given.Add(1, new("entry", feedback.Entry ?? "unknown"), new("reaction", feedback.IsHelpful ? "like" : "dislike"));
        FeedbackGiven?.Invoke(feedback);
    }
}

/// <summary>What a person thinks of an answer.</summary>
/// <param name="IsHelpful">Thumb up, or down.</param>
/// <param name="Entry">Id of the entry; null where it is not known.</param>
/// <param name="Comment">What they wrote to it, never to be logged; null where they wrote nothing.</param>
public sealed record AnswerFeedback(bool IsHelpful, string? Entry, string? Comment);
