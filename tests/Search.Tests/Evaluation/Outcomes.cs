using HipFaqBot.Search.Evaluation;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Search.Tests.Evaluation;

/// <summary>Outcomes in a few words, the right entry being "a" and the right sign "s".</summary>
internal static class Outcomes
{
    public static Outcome In(Decision decision, params string[] ranked) =>
        new(new EvaluationQuestion("q", ["a"], QuestionKind.In, []), decision, ranked, 0.5, null);

    public static Outcome Out(Decision decision) =>
        new(new EvaluationQuestion("q", [], QuestionKind.Out, []), decision, ["a"], 0.5, null);

    public static Outcome Red(string? sign) =>
        new(new EvaluationQuestion("q", [], QuestionKind.Red, ["s", "also"]), Decision.Decline, [], 0, sign);

    public static Outcome Calm(string? sign) =>
        new(new EvaluationQuestion("q", ["a"], QuestionKind.Calm, []), Decision.Answer, ["b"], 0.9, sign);
}
