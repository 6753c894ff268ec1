using HipFaqBot.Search.Matching;

namespace HipFaqBot.Search.Evaluation;

/// <summary>What came of one question.</summary>
/// <param name="Question">The question with what was expected.</param>
/// <param name="Decision">What the matcher decided.</param>
/// <param name="Ranked">Ids of the entries found, best first, whatever the decision.</param>
/// <param name="Confidence">Confidence of the best entry, 0 where none was found.</param>
/// <param name="Sign">The warning sign that was raised, or null.</param>
public sealed record Outcome(
    EvaluationQuestion Question, Decision Decision, IReadOnlyList<string> Ranked, double Confidence, string? Sign)
{
    /// <summary>Place, from 1, of the first entry that answers the question; 0 where none was found.</summary>
    public int Rank
    {
        get
        {
            for (var i = 0; i < Ranked.Count; i++)
            {
                if (Question.Ids.Contains(Ranked[i], StringComparer.Ordinal))
                {
                    return i + 1;
                }
            }

            return 0;
        }
    }

    /// <summary>Whether the question is one that an entry answers, and that entry came first.</summary>
    public bool BestIsRight => Question.Kind == QuestionKind.In && Rank == 1;

    /// <summary>Whether a warning sign was raised.</summary>
    public bool Alerted => Sign is not null;

    /// <summary>Whether the sign that was raised is one of those expected.</summary>
    public bool RightSign => Sign is not null && Question.Signs.Contains(Sign, StringComparer.Ordinal);

    /// <summary>What was wrong with the treatment, in a few words; null where nothing was.</summary>
    public string? Mistake => (Question.Kind, Decision) switch
    {
        (QuestionKind.In, _) when Alerted => "false alarm",
        (QuestionKind.In, Decision.Answer) when Rank != 1 => "answered wrong",
        (QuestionKind.In, Decision.Suggest) when Rank is 0 or > Match.MaxSuggestions => "suggested wrong",
        (QuestionKind.In, Decision.Decline) => "declined",
        (QuestionKind.Out, Decision.Answer) => "answered",
        (QuestionKind.Out, Decision.Suggest) => "suggested",
        (QuestionKind.Red, _) when !Alerted => "no alert",
        (QuestionKind.Red, _) when !RightSign => "wrong sign",
        (QuestionKind.Calm, _) when Alerted => "false alarm",
        _ => null,
    };
}
