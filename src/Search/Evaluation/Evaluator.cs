using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Matching.Learning;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Search.Evaluation;

/// <summary>Asks questions with known answers and says how well they were met. The same input gives the same figures, times aside.</summary>
/// <param name="encoder">The sentence encoder that the service would use.</param>
public sealed class Evaluator(ISentenceEncoder encoder, TimeProvider time)
{
    /// <summary>Questions asked before times are taken, so that caches and the compiler have settled.</summary>
    public const int WarmUp = 50;

    /// <summary>Builds the knowledge without a cache, asks all questions one after another, and counts.</summary>
    public EvaluationRun Run(KnowledgeBase knowledge, IReadOnlyList<EvaluationQuestion> questions)
    {
        var start = time.GetTimestamp();
        var current = new CurrentKnowledge();
        var snapshot = KnowledgeSnapshot.InMemory(knowledge);
        new Rankers(encoder, null, time).Train(snapshot, CancellationToken.None);
        current.Publish(snapshot);
        var detector = current.Detector;
        var buildMs = Milliseconds(start);

        var matcher = new Matcher(current);
        for (var i = 0; i < WarmUp && questions.Count > 0; i++)
        {
            matcher.Match(questions[i % questions.Count].Text);
            detector.Detect(questions[i % questions.Count].Text);
        }

        var outcomes = new List<Outcome>(questions.Count);
        var latencies = new List<double>(questions.Count);
        var ways = new List<(MatchWay Way, QuestionKind Kind, double Milliseconds)>(questions.Count);
        foreach (var question in questions)
        {
            start = time.GetTimestamp();
            var alert = detector.Detect(question.Text);
            var match = matcher.Match(question.Text);
            latencies.Add(Milliseconds(start));
            ways.Add((match.Way, question.Kind, latencies[^1]));

            // The figures rank all entries, which a service that answers a phrasing does not wait for.
            var whole = match.Way == MatchWay.Phrasing ? matcher.Match(question.Text, whole: true) : match;
            outcomes.Add(ToOutcome(question, whole, alert));
        }

        return new EvaluationRun(
            Report(outcomes, latencies, buildMs, knowledge.WarningSigns) with
            {
                RankedBy = snapshot.IsTrained ? "learned" : snapshot.IsLarge ? "nearest" : "words",
                Ways = Figures.Ways(ways),
            },
            outcomes);
    }

    private static Outcome ToOutcome(EvaluationQuestion question, Match match, Alert? alert) =>
        new(question, match.Decision, [.. match.Candidates.Select(candidate => candidate.Entry.Id)], match.Confidence, alert?.Sign.Id);

    private static EvaluationReport Report(List<Outcome> outcomes, List<double> latencies, double buildMs, WarningSigns signs)
    {
        var inside = Figures.Of(QuestionKind.In, outcomes);
        var outside = Figures.Of(QuestionKind.Out, outcomes);
        var both = inside.Concat(outside).ToList();
        var calibration = Calibration.Table(both.ConvertAll(outcome => (outcome.Confidence, outcome.BestIsRight)));
        var insideConfidence = inside.ConvertAll(outcome => outcome.Confidence);
        var outsideConfidence = outside.ConvertAll(outcome => outcome.Confidence);
        return new EvaluationReport(
            outcomes.Count,
            Figures.In(outcomes),
            Figures.Out(outcomes),
            Figures.Red(outcomes),
            Figures.Calm(outcomes),
            Figures.FalseAlarmsIn(outcomes),
            Separation.Auroc(insideConfidence, outsideConfidence),
            Separation.RefusedAt(95, insideConfidence, outsideConfidence),
            Separation.Joint(both.ConvertAll(outcome => (outcome.Confidence, outcome.Question.Kind, outcome.BestIsRight))),
            Calibration.ExpectedError(calibration),
            Figures.Latency(latencies),
            Math.Round(buildMs, 1),
            Math.Round(Environment.WorkingSet / (double)(1 << 20), 1))
        { Calibration = calibration, Signs = SignFigures.All(outcomes, signs) };
    }

    private double Milliseconds(long start) => Math.Round(time.GetElapsedTime(start).TotalMilliseconds, 4);
}
