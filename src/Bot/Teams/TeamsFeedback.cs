using System.Text.Json;
using HipFaqBot.Bot.Conversation;

namespace HipFaqBot.Bot.Teams;

/// <summary>Takes the thumbs under an answer: invoke <c>message/submitAction</c>.</summary>
internal sealed class TeamsFeedback(TeamsMemories memories, FeedbackEvents events, Overheard overheard)
{
    public const string InvokeName = "message/submitAction";

    /// <summary>Notes the feedback; false where the value is none.</summary>
    public async Task<bool> TakeAsync(ITurnContext turnContext, PublicAddress address, CancellationToken cancellationToken)
    {
        if (Read(turnContext.Activity.Value) is not var (isHelpful, comment))
        {
            return false;
        }

        var memory = await memories.ReadAsync(turnContext, cancellationToken);
        events.Raise(new AnswerFeedback(isHelpful, memory.AnswerBy(turnContext.Activity.ReplyToId)?.Entry, comment));

        // What is written there is no message, but somebody may say there what is wrong with them.
        if (comment is not null && await overheard.WarnAsync(turnContext, comment, address, cancellationToken) is { } warning)
        {
            await turnContext.SendActivityAsync(warning, cancellationToken);
        }

        return true;
    }

    private static (bool IsHelpful, string? Comment)? Read(object? value) =>
        Parse<Submission>(value?.ToString()) is { ActionName: "feedback", ActionValue: { Reaction: "like" or "dislike" } given }
            ? (given.Reaction == "like", Comment(given.Feedback))
            : null;

    /// <summary>Teams sends JSON in a string, its playground the bare words.</summary>
    private static string? Comment(string? feedback)
    {
        var text = Parse<Written>(feedback) is { } written ? written.FeedbackText : feedback;
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>Null for what is something else.</summary>
    private static T? Parse<T>(string? json)
        where T : class
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Submission(string? ActionName, Thumbs? ActionValue);

    private sealed record Thumbs(string? Reaction, string? Feedback);

    private sealed record Written(string? FeedbackText);
}
