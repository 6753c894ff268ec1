namespace HipFaqBot.Bot.Teams;

/// <summary>What is kept of a conversation in Teams: ids, and no word of anybody's.</summary>
internal sealed record TeamsMemory
{
    private const int MostAnswers = 30;

    public static TeamsMemory Empty { get; } = new();

    /// <summary>Whether the bot has introduced itself.</summary>
    public bool IsWelcomed { get; init; }

    /// <summary>The latest answers, the newest last.</summary>
    public IReadOnlyList<TeamsAnswer> Answers { get; init; } = [];

    /// <summary>What was answered to a message; null where it is not remembered.</summary>
    public TeamsAnswer? AnswerTo(string? question) => Answers.LastOrDefault(answer => answer.Question == question);

    /// <summary>The answer that a message of the bot's belongs to; the newest where no message is named.</summary>
    public TeamsAnswer? AnswerBy(string? reply) =>
        string.IsNullOrEmpty(reply) && Answers.Count > 0 ? Answers[^1] : Answers.LastOrDefault(answer => answer.Replies.Contains(reply!));

    public TeamsMemory With(TeamsAnswer answer) =>
        this with { Answers = [.. Answers.Where(one => one.Question != answer.Question).TakeLast(MostAnswers - 1), answer] };
}

/// <summary>What the bot said to one message, by the ids that Teams gave.</summary>
/// <param name="Question">Id of the message.</param>
/// <param name="Replies">Ids of the bot's messages, in their order.</param>
/// <param name="Entry">Id of the entry that answered; null where none did.</param>
internal sealed record TeamsAnswer(string Question, IReadOnlyList<string> Replies, string? Entry);
