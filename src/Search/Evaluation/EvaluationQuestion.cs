namespace HipFaqBot.Search.Evaluation;

/// <summary>A question whose right treatment is known, as one line of a questions file holds it.</summary>
/// <param name="Text">As a person would type it.</param>
/// <param name="Ids">Entries that answer it; any of them is right. Empty where no entry is expected.</param>
/// <param name="Kind">What is expected.</param>
/// <param name="Signs">Warning signs of which any is right; empty where none must be raised.</param>
public sealed record EvaluationQuestion(string Text, IReadOnlyList<string> Ids, QuestionKind Kind, IReadOnlyList<string> Signs)
{
    /// <summary>The file it stands in, as it was named to the reader.</summary>
    public string Path { get; init; } = "";

    /// <summary>Its line there, from 1.</summary>
    public int Line { get; init; }

    /// <summary>Whether its line holds a sign and the same words without one; both have this line's number.</summary>
    public bool IsOfPair { get; init; }
}

/// <summary>What is expected of a question's treatment.</summary>
public enum QuestionKind
{
    /// <summary>An entry answers it.</summary>
    In,

    /// <summary>Nothing in the knowledge answers it.</summary>
    Out,

    /// <summary>A warning sign must be raised.</summary>
    Red,

    /// <summary>It looks like a warning sign and must not alarm.</summary>
    Calm,
}
