using System.Text.Json;

namespace HipFaqBot.Search.Evaluation;

/// <summary>How the detector of warning signs met messages whose signs are known.</summary>
/// <param name="Messages">How many messages.</param>
/// <param name="Part">Which part of the detector judged: <c>all</c>, <c>patterns</c> or <c>learned</c>.</param>
/// <param name="Folds">In how many parts the messages were left out of what is learned, each once; 0: nothing was left out.</param>
/// <param name="Signs">Recall over all, by urgency and by sign, and false alarms, with intervals.</param>
/// <param name="Pairs">Pairs that were met rightly on both sides; null where there are none.</param>
/// <param name="LatencyMs">Time for one message, milliseconds.</param>
public sealed record SignReport(
    int Messages, string Part, int Folds, IReadOnlyList<SignFigures> Signs, PairFigures? Pairs, LatencyFigures LatencyMs)
{
    /// <summary>The report as one JSON document.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Default.SignReport);
}

/// <summary>Pairs of a message with a sign and the same words without one.</summary>
/// <param name="N">How many pairs.</param>
/// <param name="Right">How many of them alert on the one side and not on the other.</param>
/// <param name="Low">Lower end of the 95 % interval of that share.</param>
/// <param name="High">Upper end.</param>
public sealed record PairFigures(int N, int Right, double Low, double High);

/// <summary>What came of one message.</summary>
/// <param name="Question">The message, with what was expected.</param>
/// <param name="Raised">Ids of the signs raised, the leading one first.</param>
public sealed record SignOutcome(EvaluationQuestion Question, IReadOnlyList<string> Raised)
{
    /// <summary>Whether any sign was raised.</summary>
    public bool Alerted => Raised.Count > 0;

    /// <summary>Whether a sign must be raised, and one of those expected leads.</summary>
    public bool LeadsRight => Alerted && Question.Signs.Contains(Raised[0], StringComparer.Ordinal);

    /// <summary>Whether one of the signs expected was raised.</summary>
    public bool RaisedRight => Raised.Any(sign => Question.Signs.Contains(sign, StringComparer.Ordinal));

    /// <summary>What was wrong, in two words; null where nothing was.</summary>
    public string? Mistake => Question.Kind switch
    {
        QuestionKind.Red when !Alerted => "no alert",
        QuestionKind.Red when !LeadsRight => "wrong sign",
        QuestionKind.Red => null,
        _ => Alerted ? "false alarm" : null,
    };
}

/// <summary>The figures beside what they were made from.</summary>
/// <param name="Report">The figures.</param>
/// <param name="Outcomes">What came of each message, in the order of the files.</param>
public sealed record SignRun(SignReport Report, IReadOnlyList<SignOutcome> Outcomes);
